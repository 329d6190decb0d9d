"""A QR code as SVG to stand in a page: black on white, scaled by its style sheet."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, title: str) -> SafeString:
    """Return ``text`` as a QR code; ``title`` is what a screen reader says, a text of ours."""
    code = segno.make_qr(text, error="m")
    svg = code.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None, title=title)
    return mark_safe(svg)  # noqa: S308 - drawn by the library from the code's squares alone

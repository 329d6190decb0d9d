"""The pairs that the visual language promises: 4.5 : 1 for text, 3 : 1 for edges and focus (WCAG 2.2)."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.static.sources import STATIC

TEXT, EDGE = 4.5, 3.0
SURFACES = ("paper", "surface", "sunken")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "dai", "mute") for ground in SURFACES),
    ("dai", "dai-soft", TEXT),
    ("dai-deep", "dai-soft", TEXT),
    ("ink-2", "dai-soft", TEXT),
    *(("white", ground, TEXT) for ground in ("dai", "dai-deep", "seal", "ink-2")),
    *((state, f"{state}-soft", TEXT) for state in ("ok", "warn", "bad", "mute")),
    *((state, ground, TEXT) for state in ("ok", "warn", "bad") for ground in SURFACES),
    *(("ink", f"{state}-soft", TEXT) for state in ("ok", "warn", "bad")),
    ("ink-3", "warn-soft", TEXT),
    ("warn-line", "dai-deep", TEXT),  # the projector's last minute, and the line below it
    ("ink", "warn-line", TEXT),
    ("white", "bad", TEXT),
    *(("white", f"part-{part}", TEXT) for part in ("achievements", "problems", "plan")),
    ("part-achievements", "surface", TEXT),
    ("part-plan", "surface", TEXT),
    ("part-other-ink", "surface", TEXT),
    ("warn", "part-asked", TEXT),
    *(("edge", ground, EDGE) for ground in ("paper", "surface")),
    *(("focus", ground, EDGE) for ground in (*SURFACES, "dai-soft", "warn-soft", "bad-soft")),
]


def tokens() -> dict[str, str]:
    text = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_pair_can_be_read(front, ground, least):
    colours = tokens()
    assert contrast(colours[front], colours[ground]) >= least


def test_neighbouring_parts_are_told_apart_in_grey():
    parts = [luminance(tokens()[f"part-{part}"]) for part in ("achievements", "problems", "plan", "other")]
    for one, other in pairwise(parts):
        assert max(one, other) > 1.5 * min(one, other)

"""What of alternatives is shown, and the text boxes that float over a paragraph (WORDCHECK §2)."""

from __future__ import annotations

from .xml import MC, Element, W

CHOICES = MC + "AlternateContent"
_BOX = W + "txbxContent"


def shown_choice(element: Element) -> Element | None:
    """Of mc:AlternateContent what Word itself would show: the first choice, else the fallback."""
    choice = element.find(MC + "Choice")
    return element.find(MC + "Fallback") if choice is None else choice


def text_boxes(element: Element) -> list[Element]:
    """The outermost text boxes below ``element``; those inside other text boxes are met while reading these."""
    if element.tag == _BOX:
        return [element]
    shown = shown_choice(element) if element.tag == CHOICES else element
    return [] if shown is None else [box for child in shown for box in text_boxes(child)]

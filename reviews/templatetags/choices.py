"""The answers to which part a paragraph belongs to, which stand under every run of a report."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def choices(*, likely: str = "", now: str = "", undo: bool = False) -> SafeString:
    """Return the buttons; put together once for each of the few ways they come in: nothing in them is anybody's."""
    return render_to_string("reviews/statement/_choices.html", {"likely": likely, "now": now, "undo": undo})

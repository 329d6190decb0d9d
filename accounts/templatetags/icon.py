"""The pictures of ``templates/components/icon``, which stand in the page itself: nothing further is asked for."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return the picture ``name``; read once, as it is the same on every page, and a list shows it in every row."""
    return render_to_string(f"components/icon/{name}.html")

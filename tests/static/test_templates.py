"""What every template keeps to: nothing inline, short, and the last resorts need nothing at all."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
INLINE = re.compile(r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:|hx-on|hx-vals=.js:")
LONGEST = 100

DJANGOS = {"admin/base.html"}  # stands in Django's own admin
templates = pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates"))
)


@templates
def test_nothing_is_inline(template):
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


@templates
def test_template_is_short_enough_to_read(template):
    assert len(template.read_text(encoding="utf-8").splitlines()) <= LONGEST


@templates
def test_what_it_includes_exists(template):
    text = template.read_text(encoding="utf-8")
    named = set(re.findall(r'{% (?:include|extends) "([^"]+)"', text)) - DJANGOS
    named |= {f"components/icon/{name}.html" for name in re.findall(r'{% icon "([^"]+)"', text)}
    assert [name for name in named if not (settings.BASE_DIR / "templates" / name).exists()] == []


@templates
def test_a_page_that_leads_to_further_pages_loads_how_that_looks(template):
    text = template.read_text(encoding="utf-8")
    if '"components/pagination.html"' in text:
        assert "css/pagination.css" in text


@templates
def test_what_asks_again_by_the_clock_says_so_and_keeps_nobody_logged_in(template):
    for element in re.findall(r"<[^<]*hx-trigger=\"every [^<]*", template.read_text(encoding="utf-8")):
        assert """hx-headers='{"X-Watching": "1"}'""" in element


@templates
def test_no_other_host_is_asked(template):
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["400", "403_csrf", "405", "413", "500", "503"])
def test_page_of_last_resort_needs_no_context_and_no_database(name):
    page = render_to_string(f"{name}.html")

    assert '<main id="main"' in page
    assert page.count("<h1>") == 1


def test_page_for_an_expired_form_gives_back_what_was_typed():
    page = render_to_string("403_csrf.html", {"typed": ["听得多、问得少 <b>"]})

    assert "听得多、问得少 &lt;b&gt;</textarea>" in page


def test_icons_are_hidden_from_those_who_listen():
    icons = sorted((settings.BASE_DIR / "templates" / "components" / "icon").glob("*.html"))
    assert [icon.name for icon in icons if 'aria-hidden="true"' not in icon.read_text(encoding="utf-8")] == []

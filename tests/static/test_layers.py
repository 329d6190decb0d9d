"""Templates keep to the order of the apps as imports do (DESIGN §3)."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
BELOW = {"accounts": ("reviews", "rectification"), "reviews": ("rectification",)}


@pytest.mark.parametrize("app", BELOW)
def test_no_template_names_an_address_or_a_template_of_an_app_above(app):
    above = "|".join(BELOW[app])
    names = re.compile(rf"{{%\s*(?:url|include|extends)\s+['\"](?:{above})[:/]")
    found = [path.name for path in (FOLDER / app).rglob("*.html") if names.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_shared_component_names_reviews_or_rectification():
    names = re.compile(r"{%\s*(?:url|include)\s+['\"](?:reviews|rectification)[:/]")
    shared = [*(FOLDER / "components").rglob("*.html"), *FOLDER.glob("*.html")]
    assert [path.name for path in shared if names.search(path.read_text(encoding="utf-8"))] == []

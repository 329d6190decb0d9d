"""Every stylesheet of ours: nothing newer than Chromium 86, and no colour but from the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tinycss2
from tinycss2.color3 import parse_color

from tests.static.sources import STYLESHEETS

# The first Chromium that knows each is in brackets; all are newer than 86, or change what is laid out when missing.
NEW_PROPERTIES = re.compile(
    r"""^(
    inset | inset-.* | (margin|padding|border)-(inline|block) | border-(start|end)-.*   # [87]
    | aspect-ratio                                                                      # [88]
    | accent-color | scrollbar-gutter | translate | rotate | scale | container.*        # [93, 94, 104, 105]
    | view-transition.* | animation-timeline | anchor-name | field-sizing | interpolate-size
    )$""",
    re.VERBOSE,
)
# A browser that does not know these leaves them out, and nothing is lost but polish.
POLISH = {"text-wrap", "text-underline-offset", "text-decoration-thickness", "print-color-adjust"}
NEW_SELECTORS = re.compile(r":(is|where|has|user-valid|user-invalid|modal|popover-open)\b|:not\([^)]*,")
NEW_AT_RULES = {"layer", "container", "scope", "starting-style", "view-transition"}
NEW_FUNCTIONS = {"color-mix", "light-dark", "oklch", "oklab", "lab", "lch", "hwb", "color", "round", "anchor"}
NEW_UNITS = {"dvh", "svh", "lvh", "dvw", "svw", "lvw", "cqw", "cqh", "cqi", "lh", "rlh", "ic", "cap"}
COLOURLESS = {"transparent", "currentcolor", "inherit", "none", "initial"}

sheets = pytest.mark.parametrize("sheet", STYLESHEETS, ids=lambda path: path.stem)


def rules_in(nodes: list) -> Iterator[tuple[str, list, str]]:
    """Each rule's kind, declarations and selector, also inside @media."""
    for node in nodes:
        if node.type == "error":
            raise AssertionError(node.message)
        if node.type == "at-rule":
            yield "at", [], node.at_keyword
            if node.content is not None and node.lower_at_keyword == "media":
                yield from rules_in(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "qualified-rule":
            body = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield "rule", body, tinycss2.serialize(node.prelude)


def parsed(sheet) -> list[tuple[str, list, str]]:
    nodes = tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    return list(rules_in(nodes))


def blocks(sheet) -> list:
    """Whatever stands inside the rules: declarations, one hopes."""
    return [node for _, body, _ in parsed(sheet) for node in body]


def declarations(sheet) -> list:
    return [node for node in blocks(sheet) if node.type == "declaration"]


def tokens_of(values: list) -> Iterator:
    for value in values:
        yield value
        yield from tokens_of(getattr(value, "arguments", None) or getattr(value, "content", None) or [])


def colours(declaration) -> list[str]:
    """Colours written out, outside var(); a name counts only where the property takes a colour."""
    found = []
    for token in tokens_of(declaration.value):
        if token.type == "hash" or (token.type == "function" and token.lower_name in {"rgb", "rgba", "hsl", "hsla"}):
            found.append(tinycss2.serialize([token]))
        elif token.type == "ident" and re.search(
            r"color|background|border|outline|fill|stroke|shadow", declaration.name
        ):
            named = parse_color(token.lower_value) is not None and token.lower_value not in COLOURLESS
            found += [token.value] if named else []
    return found


def test_there_are_stylesheets():
    assert len(STYLESHEETS) > 20


@sheets
def test_rules_hold_well_formed_declarations_and_nothing_nested(sheet):
    assert [node.type for node in blocks(sheet) if node.type != "declaration"] == []


@sheets
def test_no_property_is_newer_than_chromium_86(sheet):
    names = {declaration.lower_name for declaration in declarations(sheet)} - POLISH
    assert [name for name in names if NEW_PROPERTIES.match(name)] == []


@sheets
def test_no_selector_or_at_rule_is_newer_than_chromium_86(sheet):
    found = parsed(sheet)
    assert [text for kind, _, text in found if kind == "rule" and NEW_SELECTORS.search(text)] == []
    assert {text for kind, _, text in found if kind == "at"} & NEW_AT_RULES == set()


@sheets
def test_no_value_is_newer_than_chromium_86(sheet):
    tokens = [token for one in declarations(sheet) for token in tokens_of(one.value)]
    assert {token.lower_name for token in tokens if token.type == "function"} & NEW_FUNCTIONS == set()
    assert {token.lower_unit for token in tokens if token.type == "dimension"} & NEW_UNITS == set()


@sheets
def test_colours_come_from_the_tokens(sheet):
    if sheet.stem == "tokens":
        return
    assert {one.name: colours(one) for one in declarations(sheet) if colours(one)} == {}


@sheets
def test_every_custom_property_used_is_defined(sheet):
    ours = {one.name for path in STYLESHEETS for one in declarations(path) if one.name.startswith("--")}
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
    assert {name for name in used - ours if not name.startswith("--bs-")} == set()

"""Hidden text and the hint for ambiguous signs, said anywhere that Word looks (WORDCHECK §2, ECMA-376 17.7)."""

import pytest

from reviews.wordcheck import check

from .builders import docx, paragraph, part, run

HIDDEN, SHOWN, HINT = "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:rFonts w:hint="eastAsia"/>'


def style(kind, name, inner, more=""):
    return (
        f'<w:style w:type="{kind}" {more} w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{inner}</w:rPr></w:style>'
    )


def based(kind, name, parent, inner=""):
    return style(kind, name, inner).replace("<w:rPr>", f'<w:basedOn w:val="{parent}"/><w:rPr>')


def defaults(inner):
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{inner}</w:rPr></w:rPrDefault></w:docDefaults>"


def total(body, *styles):
    return check(docx(body, styles=part("styles", "".join(styles)))).reading.total


def placed(text, direct="", *, character="", paragraph_style="", table=""):
    """A run of ``text`` with these styles around it, and 后 in a plain paragraph."""
    character = f'<w:rStyle w:val="{character}"/>' if character else ""
    look = f'<w:pStyle w:val="{paragraph_style}"/>' if paragraph_style else ""
    inner = paragraph(run(text, character + direct), properties=look)
    if table:
        around = f'<w:tblPr><w:tblStyle w:val="{table}"/></w:tblPr>'
        inner = f"<w:tbl>{around}<w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return inner + paragraph("后")


KINDS = {"character": "character", "paragraph": "paragraph_style", "table": "table"}


@pytest.mark.parametrize("kind", KINDS)
def test_style_hides_its_text_alone(kind):
    body = placed("藏着", **{KINDS[kind]: "s"})
    assert total(body, style(kind, "s", HIDDEN)) == 1
    assert total(body, style(kind, "p", HIDDEN), based(kind, "s", "p")) == 1
    assert total(body, style(kind, "p", HIDDEN), based(kind, "s", "p", SHOWN)) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_style_gives_its_hint(kind):
    body = placed("≥90%→", **{KINDS[kind]: "s"})
    assert total(body, style(kind, "s", "")) == 2
    assert total(body, style(kind, "s", HINT)) == 4
    assert total(body, style(kind, "p", HINT), based(kind, "s", "p")) == 4
    assert total(body, style(kind, "s", HINT.replace("eastAsia", "default"))) == 2


def test_run_itself_has_the_last_word():
    hiding, hinting = style("paragraph", "s", HIDDEN), style("paragraph", "s", HINT)
    assert total(placed("看见", SHOWN, paragraph_style="s"), hiding) == 3
    assert total(placed("a—b", '<w:rFonts w:hint="default"/>', paragraph_style="s"), hinting) == 2
    assert total(placed("a—b", HINT), style("paragraph", "s", "")) == 4


def test_two_styles_that_hide_undo_each_other():
    styles = [style(kind, kind[0], HIDDEN) for kind in KINDS]
    assert total(placed("看见", character="c", paragraph_style="p"), *styles) == 3
    assert total(placed("看见", paragraph_style="p", table="t"), *styles) == 3
    assert total(placed("藏着", character="c", paragraph_style="p", table="t"), *styles) == 1


def test_style_that_says_shown_undoes_nothing_around_it():
    styles = style("paragraph", "p", HIDDEN), style("character", "c", SHOWN)
    assert total(placed("藏着", character="c", paragraph_style="p"), *styles) == 1


def test_defaults_hold_where_nothing_else_is_said():
    assert total(placed("a—b"), defaults(HINT)) == 4
    assert total(placed("藏着"), defaults(HIDDEN)) == 0
    assert total(placed("看见", SHOWN), defaults(HIDDEN)) == 2


def test_default_paragraph_style_holds_for_plain_paragraphs():
    assert total(placed("a—b"), style("paragraph", "a", HINT, 'w:default="1"')) == 4
    assert total(placed("藏着"), style("paragraph", "a", HIDDEN, 'w:default="1"')) == 0


def test_linked_styles_are_two_styles():
    linked = style("paragraph", "p", HIDDEN).replace("<w:rPr>", '<w:link w:val="c"/><w:rPr>')
    both = linked, style("character", "c", HIDDEN)
    assert total(placed("藏着", character="c"), *both) == 1
    assert total(placed("藏着", paragraph_style="p"), *both) == 1


@pytest.mark.parametrize("kind", ["character", "paragraph"])
def test_style_that_is_not_there_says_nothing(kind):
    assert total(placed("看见", **{KINDS[kind]: "gone"}), style("paragraph", "other", HIDDEN)) == 3


def test_inner_table_goes_by_its_own_style():
    inner = placed("藏着", table="s").removesuffix(paragraph("后"))
    outer = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('看见')}</w:tc></w:tr></w:tbl>"
    assert total(outer, style("table", "s", HIDDEN)) == 2


def test_hidden_paragraph_mark_and_web_only_text_hide_nothing():
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert total(paragraph("看见", properties=mark)) == 2
    assert total(paragraph(run("看见", "<w:webHidden/>"))) == 2

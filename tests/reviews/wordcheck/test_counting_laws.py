"""Laws that counting keeps for any text (WORDCHECK §2)."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.wordcheck import check
from reviews.wordcheck.characters import count_words

from .builders import docx, paragraph, part, run
from .proving import law

EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
TEXTS = st.text(alphabet="党建，。、（）Ａ１①Ⅳかabc3.5%-“”—…℃ \t\u3000\u00a0\u200b\u00ad", max_size=24)
LAW = law(300)


def total(*bodies, **parts):
    return check(docx("".join(bodies), **parts)).reading.total


def alone(text, hint=""):
    return total(paragraph(run(text, hint)))


def counted_one_by_one(text):
    """The rules of §2 said again, a character at a time, for text without a hint."""
    words, in_run = 0, False
    for sign in text:
        if sign in "\u200b\u00ad":
            continue
        wide = unicodedata.east_asian_width(sign) in "WF" and sign != "\u3000"
        numeral = unicodedata.name(sign, "").startswith(("CIRCLED", "ROMAN NUMERAL"))
        if wide or numeral:
            words, in_run = words + 1, False
        elif sign.isspace():
            in_run = False
        else:
            words, in_run = words + (not in_run), True
    return words


@LAW
@given(TEXTS)
def test_count_is_that_of_the_rules_said_again(text):
    assert count_words(text) == counted_one_by_one(text)


@LAW
@given(TEXTS, st.lists(st.integers(0, 24), max_size=5), st.sampled_from(["", EAST_ASIAN]))
def test_runs_may_be_split_anywhere(text, cuts, hint):
    edges = [0, *sorted(cuts), len(text)]
    pieces = [run(text[start:end], hint) for start, end in pairwise(edges)]
    assert total(paragraph(*pieces)) == alone(text, hint)


@LAW
@given(TEXTS, TEXTS)
def test_joined_texts_add_up_but_where_two_western_runs_meet(first, second):
    apart = alone(first) + alone(second)
    assert total(paragraph(run(first), run(second))) in (apart, apart - 1)
    assert total(paragraph(run(first), "。", run(second))) == apart + 1
    assert total(paragraph(run(first)), paragraph(run(second))) == apart


@LAW
@given(TEXTS, st.integers(0, 24), st.sampled_from([" ", "\u3000", "\u00a0", "\u2003"]))
def test_spaces_count_nothing(text, place, space):
    spaced = alone(text[:place] + space + text[place:])
    assert spaced in (alone(text), alone(text) + 1)
    assert alone(space + text + space) == alone(text)


@LAW
@given(TEXTS)
def test_hint_never_makes_a_text_shorter(text):
    assert alone(text, EAST_ASIAN) >= alone(text)


WRAPPERS = {
    "insertion": "<w:ins w:id='1'>{}</w:ins>",
    "moved to": "<w:moveTo w:id='1'>{}</w:moveTo>",
    "content control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "smart tag": "<w:smartTag>{}</w:smartTag>",
    "hyperlink": "<w:hyperlink>{}</w:hyperlink>",
    "simple field": "<w:fldSimple w:instr='X'>{}</w:fldSimple>",
    "custom XML": "<w:customXml>{}</w:customXml>",
    "direction": "<w:bdo>{}</w:bdo>",
}


@pytest.mark.parametrize("name", WRAPPERS)
@law(80)
@given(first=TEXTS, second=TEXTS)
def test_what_stands_around_a_run_changes_nothing(name, first, second):
    wrapped = WRAPPERS[name].format(run(second))
    assert total(f"<w:p>{run(first)}{wrapped}</w:p>") == total(paragraph(run(first), run(second)))


SILENT = {
    "deletion": '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>',
    "moved away": f"<w:moveFrom w:id='1'>{run('移走')}</w:moveFrom>",
    "hidden": run("藏着", "<w:vanish/>"),
    "field code": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "note mark": '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>',
    "comment mark": '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/>',
    "page number": "<w:r><w:pgNum/></w:r>",
    "optional hyphen": "<w:r><w:softHyphen/></w:r>",
    "fallback": f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{run('备用')}</mc:Fallback></mc:AlternateContent>",
}


@pytest.mark.parametrize("name", SILENT)
@law(80)
@given(text=TEXTS)
def test_what_is_not_counted_changes_nothing(name, text):
    assert total(f"<w:p>{run(text)}{SILENT[name]}{run('后')}</w:p>") == total(paragraph(run(text), run("后")))


@LAW
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_table_counts_like_its_paragraphs(texts):
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in texts)
    assert total(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == total(*(paragraph(run(text)) for text in texts))


@pytest.mark.parametrize("kind", ["header", "footer", "comments"])
def test_margins_count_nothing(kind):
    inner = paragraph("不计的字")
    tag = {"header": "hdr", "footer": "ftr", "comments": "comments"}[kind]
    parts = {kind: part(tag, f"<w:comment>{inner}</w:comment>" if kind == "comments" else inner)}
    assert total(paragraph("正文"), **parts) == 2


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_beside(kind):
    notes = part(f"{kind}s", f'<w:{kind} w:id="2">{paragraph("注里的字")}</w:{kind}>')
    reading = check(docx(paragraph("正文"), **{f"{kind}s": notes})).reading
    assert (reading.total, reading.with_boxes_and_notes) == (2, 6)


def test_parts_and_the_rest_make_up_the_total():
    lines = ("述职报告", "一、主要做法", "我学习12次。", "二、存在问题", "学习不够。", "三、下步打算", "我将改进。")
    reading = check(docx("".join(paragraph(line) for line in lines))).reading
    assert sum(item.words for item in reading.paragraphs) == reading.total
    assert reading.total - reading.denominator == 4

"""Earlier promises and a notice's points against the text of a report (WORDCHECK §4)."""

from pathlib import Path

import pytest

from reviews.wordcheck import Paragraph, Part, mentions, untouched

HERE = Path(__file__).parent
LINES = (HERE / "sequels.txt").read_text(encoding="utf-8").splitlines()
SEQUELS = [line.split("\t") for line in LINES if "\t" in line and not line.startswith("#")]
ITEMS = [item for item, _ in SEQUELS]
REPORTS = sorted((HERE / "reports").glob("*.txt"))


def paragraphs(*texts, part=Part.ACHIEVEMENTS):
    return [Paragraph(index, text, len(text), part, sure=True) for index, text in enumerate(texts)]


def found(texts, items):
    return [one.found for one in mentions(paragraphs(*texts), items)]


def test_nine_of_ten_sequels_are_found():
    seen = [found(("各位领导、同志们：", sequel, "以上报告，请予评议。"), [item])[0] for item, sequel in SEQUELS]
    assert sum(seen) >= 0.9 * len(seen)


def test_no_item_is_seen_in_the_sequels_of_the_others():
    others = [[sequel for item, sequel in SEQUELS if item != one] for one in ITEMS]
    assert not any(found(texts, [one])[0] for one, texts in zip(ITEMS, others, strict=True))


def test_reports_about_other_things_rarely_mention_an_item():
    texts = [path.read_text(encoding="utf-8").splitlines() for path in REPORTS]
    seen = [one for report in texts for one in found([line.split("|")[-1] for line in report], ITEMS)]
    assert sum(seen) <= 0.05 * len(seen)


def test_the_paragraph_most_like_it_is_named():
    item, sequel = SEQUELS[1]
    assert mentions(paragraphs("各位领导：", "我校先进。", sequel, "谢谢。"), [item])[0].paragraph in {1, 2}
    assert mentions(paragraphs("各位领导：", "谢谢。"), [item])[0].paragraph is None


def test_a_title_mentions_nothing():
    item = ITEMS[1]
    assert not mentions(paragraphs(item, part=Part.TITLE), [item])[0].found


@pytest.mark.parametrize("item", ["", "加强党建工作。", "！！", "党员"])
def test_an_item_of_set_phrases_alone_is_never_seen(item):
    assert found(("加强党建工作，抓好党员教育。",), [item]) == [False]


def test_a_focus_is_touched_by_any_of_its_wordings():
    texts = paragraphs("抓师德 建设，办了三件实事。", "开展“七个一”活动。")
    focus = ["师德师风/师德建设", "“七个一”", "流动党员", " / "]
    assert untouched(texts, focus) == ["流动党员", " / "]

import pytest

from accounts.rules.house.paper import closing_indents, title_lines, width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("机电工程学院党总支实地调研记录", ["机电工程学院党总支实地调研记录"]),
        (
            "关于做好2026年度基层党组织书记抓党建述职评议考核工作的通知",
            ["关于做好2026年度基层党组织书记", "抓党建述职评议考核工作的通知"],
        ),
        (
            "信息工程学院党总支关于2026年度基层党组织书记抓党建述职评议考核工作情况的报告",
            ["信息工程学院党总支关于", "2026年度基层党组织书记抓党建", "述职评议考核工作情况的报告"],
        ),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("", []),
    ],
)
def test_a_title_breaks_between_words(title, lines):
    assert title_lines(title) == lines


@pytest.mark.parametrize("length", [1, 20, 21, 40, 41, 60, 80, 120])
def test_no_title_line_is_longer_than_the_page_and_nothing_is_lost(length):
    title = ("关于基层党组织书记述职评议考核工作情况的通报" * 6)[:length]
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(width, lines)) <= 20


@pytest.mark.parametrize(
    ("signature", "day", "indents"),
    [
        ("信息工程学院党总支委员会", "2026年12月8日", (14, 16)),  # the date two characters after the signature
        ("党委", "2026年12月8日", (15, 17)),  # a short one moves in, so that the date stays on the line
        ("", "2026年12月8日", (15, 17)),
        ("信息工程学院党总支", "2026年12月28日", (14.5, 16.5)),
        ("一" * 30, "2026年12月8日", (0, 2)),
    ],
)
def test_the_date_begins_two_characters_after_the_signature(signature, day, indents):
    assert closing_indents(signature, day) == pytest.approx(indents, abs=0.1)

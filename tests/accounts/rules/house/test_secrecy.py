import pytest

from accounts.rules.house.secrecy import is_marked, is_marked_xml


@pytest.mark.parametrize("text", ["绝密★", "机 密☆10年", "秘\u3000密*", "机\u200b密＊"])
def test_a_mark_is_known_however_it_is_spaced(text):
    assert is_marked(f"关于{text}的名册")


@pytest.mark.parametrize("text", ["国家秘密", "保密工作*", "机密", "秘密文件★", "类别*"])
def test_what_is_no_mark_is_left_alone(text):
    assert not is_marked(text)


@pytest.mark.parametrize(
    "part",
    [
        "<si><r><t>机</t></r><r><rPr><b/></rPr><t>密★</t></r></si>",
        "<oddHeader>&amp;C机密★1年</oddHeader>",
        '<sheet name="秘密☆"/>',
        "<t>&#26426;&#23494;&#9733;</t>",
        "<a:p><a:r><a:t>绝密</a:t></a:r><a:r><a:t>★</a:t></a:r></a:p>",
    ],
)
def test_a_mark_is_found_wherever_a_part_hides_it(part):
    assert is_marked_xml(part.encode())


def test_two_cells_beside_each_other_make_no_mark():
    assert not is_marked_xml("<si><t>不得涉及国家秘密</t></si><si><t>*</t></si>".encode())

import pytest

from rectification.rules.evidence import MAX_BYTES, refuse_evidence


@pytest.mark.parametrize(
    ("name", "start"), [("批复.pdf", b"%PDF-1.4"), ("照片.JPG", b"\xff\xd8\xff\xe0"), ("表.xlsx", b"PK\x03\x04")]
)
def test_what_is_what_its_name_says_is_taken(name, start):
    assert refuse_evidence(name, 100, start) == ""


@pytest.mark.parametrize(
    ("name", "size", "start", "says"),
    [
        ("宏.docm", 9, b"PK\x03\x04", "只收图片"),
        ("没有后缀", 9, b"x", "只收图片"),
        ("假的.pdf", 9, b"<html>", "内容不是 .pdf"),
        ("大.pdf", MAX_BYTES + 1, b"%PDF-", "最多 10 MB"),
    ],
)
def test_what_is_refused_is_told_why(name, size, start, says):
    assert says in refuse_evidence(name, size, start)

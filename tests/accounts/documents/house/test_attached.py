"""Where a secrecy mark is found in a file that is only kept, and where none is."""

import io
import zipfile

import pytest

from accounts.documents.house.attached import MOST_XML, NotKept, refuse_secret
from accounts.documents.house.workbook import OLE, PIECE
from tests import docx


def zipped(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


MARKED_FILES = [
    ("机密★照片.jpg", b"\xff\xd8\xff"),
    ("纪要.docx", docx.docx("机密★", "纪要")),
    ("纪要.ofd", zipped("Doc_0/Pages/Page_0/Content.xml", "<ofd:TextCode>秘密★1年</ofd:TextCode>")),
    ("纪要.doc", OLE + bytes(504) + "绝密 ☆".encode("utf-16-le")),
    ("长.docx", zipped("word/document.xml", b"<w:t>" + b"a" * (PIECE - 8) + "机密★</w:t>".encode())),
]


@pytest.mark.parametrize(("name", "data"), MARKED_FILES)
def test_a_mark_is_found(name, data):
    with pytest.raises(NotKept, match="密级标志") as no:
        refuse_secret(data, name)
    assert no.value.is_secret


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("照片.jpg", b"\xff\xd8\xff"),
        ("纪要.docx", docx.docx("保守国家秘密", "机密工作")),
        ("坏.docx", b"PK\x03\x04" + b"x" * 99),
        ("旧.doc", OLE + bytes(504) + "国家秘密".encode("utf-16-le")),
    ],
)
def test_without_a_mark_it_may_stay(name, data):
    refuse_secret(data, name)


def test_what_nobody_can_look_through_is_not_kept():
    with pytest.raises(NotKept, match="太大") as no:
        refuse_secret(zipped("word/document.xml", bytes(MOST_XML + 1)), "大.docx")
    assert not no.value.is_secret

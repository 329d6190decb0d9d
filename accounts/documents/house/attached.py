"""What is looked for in a file that is only kept and handed on, never read: a secrecy mark (WORDCHECK §1)."""

import zipfile
from io import BytesIO

from accounts.documents.house.workbook import BROKEN, MEBIBYTE, OLE, OVERLAP, PIECE
from accounts.rules.house.secrecy import MARKED, is_marked, is_marked_xml

MOST_XML = 100 * MEBIBYTE  # unpacked; what nobody can look through is not kept
UNSEARCHABLE = "这份文件解开后太大，查不了里面有没有密级标志，没有保存。请删去用不着的内容，或者另存为 PDF 再传。"


class NotKept(Exception):
    """The file is not kept; the message says why, in Chinese.

    ``is_secret`` tells that it bears a secrecy mark: that alone is written down, without the file's name.
    """

    def __init__(self, message: str, *, is_secret: bool = False) -> None:
        super().__init__(message)
        self.is_secret = is_secret


def refuse_secret(data: bytes, name: str) -> None:
    """Raise NotKept where a mark stands in the file's name, or in the text of a Word, Excel or OFD file.

    In pictures and PDF files nothing is looked for but the name: their text is drawn.
    """
    if is_marked(name) or _is_marked_old(data) or (data.startswith(b"PK") and _is_marked_zip(data)):
        raise NotKept(MARKED, is_secret=True)


def _is_marked_old(data: bytes) -> bool:
    """The text of .doc and .wps stands in the file as UTF-16."""
    return data.startswith(OLE) and is_marked(data.decode("utf-16-le", errors="replace"))


def _is_marked_zip(data: bytes) -> bool:
    """Whether an XML part holds a mark; what is no whole archive has no text that anybody could open."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
            if sum(info.file_size for info in parts) > MOST_XML:
                raise NotKept(UNSEARCHABLE)
            return any(_is_marked_part(archive, info) for info in parts)
    except BROKEN:
        return False


def _is_marked_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Look piece by piece; what begins in one piece may end in the next."""
    before = b""
    with archive.open(info) as stream:
        while piece := stream.read(PIECE):
            if is_marked_xml(before + piece):
                return True
            before = piece[-OVERLAP:]
    return False

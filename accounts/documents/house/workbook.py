"""What is refused of an .xlsx from somebody else's computer, before it is parsed and in a sentence."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

from accounts.rules.house.secrecy import MARKED, is_marked, is_marked_xml

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = 10 * MEBIBYTE
MAX_MEMBERS = 500
MAX_RATIO = 200  # plain tables shrink about tenfold
UNPACKED_TIMES = 20  # a file at the limit may unpack to so many times the limit
PIECE = MEBIBYTE
OVERLAP = 2048  # bytes: a mark with the tags between its characters
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请在 WPS 或 Excel 里打开，另存为“Excel 工作簿（*.xlsx）”，再上传新存的那一份。"
DAMAGED = f"这份文件损坏或没有传完整。{SAVE_AS}"
NO_TABLE = f"这份文件的内容不是 Excel 表格，只改文件名没有用。{SAVE_AS}"
STRANGE = f"这份文件里有 Excel 从不使用的内容，无法保证读到的就是看到的。{SAVE_AS}"
ROWS = re.compile(rb"<(?:\w+:)?row[ >/]")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, struct.error)


class FileRefused(Exception):
    """The file cannot be read; the message says why and what to do, in Chinese.

    ``is_secret`` tells that it bears a secrecy mark: that alone is written down, without the file's name.
    """

    def __init__(self, message: str, *, is_secret: bool = False) -> None:
        super().__init__(message)
        self.is_secret = is_secret


def refuse(data: bytes, *, most: int = MAX_FILE_BYTES, name: str = "") -> None:
    """Raise FileRefused unless ``data`` is a workbook of at most ``most`` bytes with nothing hostile and nothing secret.

    ``name`` is the file's, which may bear a secrecy mark too (WORDCHECK §1).
    """
    if is_marked(name):
        raise FileRefused(MARKED, is_secret=True)
    _refuse_by_bytes(data, most)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_by_directory(archive.infolist(), len(data), most)
            for info in archive.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    _refuse_content(archive, info)
    except BROKEN as error:
        raise FileRefused(DAMAGED) from error


def count_rows(data: bytes, name: str) -> int:
    """Return about how many rows all sheets hold, without parsing them; raises FileRefused as ``refuse`` does."""
    refuse(data, name=name)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return sum(len(ROWS.findall(archive.read(name))) for name in sheets)


def too_large(size: int, *, most: int = MAX_FILE_BYTES) -> str:
    """Say how large a file is, and how large it may be."""
    text = f"这份文件有 {size / MEBIBYTE:.1f} MB，超过 {most // MEBIBYTE} MB 的上限。"
    mend = "请删去图片和用不着的工作表；确有这么多人，请按学院分成几份上传，或请管理服务器的人用 load_roster 命令一次导入。"
    return text + mend


def _refuse_by_bytes(data: bytes, most: int) -> None:
    if not data:
        raise FileRefused("这份文件是空的。请在电脑上打开原文件，确认内容还在，保存后重新上传。")
    if len(data) > most:
        raise FileRefused(too_large(len(data), most=most))
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileRefused("这份文件设了打开密码。请在 WPS 或 Excel 里取消密码，保存后重新上传。")
        raise FileRefused(f"这份是旧格式的 .xls。{SAVE_AS}")
    raise FileRefused(NO_TABLE)


def _refuse_by_directory(infos: list[zipfile.ZipInfo], size: int, most: int) -> None:
    names = {info.filename.lower() for info in infos}
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or unpacked > min(UNPACKED_TIMES * most, max(MEBIBYTE, MAX_RATIO * size)):
        raise FileRefused("这份文件解开后太大，不像一份名册。请把内容复制到新下载的模板里，再上传。")
    if len(names) < len(infos):
        raise FileRefused(DAMAGED)
    if "word/document.xml" in names:
        raise FileRefused("这是一份 Word 文档，不是 Excel 表格。请下载模板，把内容填进表格再上传。")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused(f"这份文件里带有宏，为安全起见不收。{SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise FileRefused(NO_TABLE)


def _refuse_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Look through a part piece by piece; what begins in one piece may end in the next."""
    before = b""
    with archive.open(info) as stream:
        while piece := stream.read(PIECE):
            if (not before and b"\0" in piece[:100]) or ENTITIES.search(before + piece):
                raise FileRefused(STRANGE)
            if is_marked_xml(before + piece):
                raise FileRefused(MARKED, is_secret=True)
            before = piece[-OVERLAP:]

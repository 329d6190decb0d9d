"""Opening an .xlsx from somebody else's computer: bounded before it is parsed, and refused in a sentence."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = 10 * MEBIBYTE
MAX_UNPACKED_BYTES = 200 * MEBIBYTE
MAX_MEMBERS = 500
MAX_RATIO = 200  # plain tables shrink about tenfold
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请在 WPS 或 Excel 里打开，另存为“Excel 工作簿（*.xlsx）”，再上传新存的那一份。"
ROWS = re.compile(rb"<(?:\w+:)?row[ >/]")
MERGES = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class FileRefused(Exception):
    """The file cannot be read; the message says why and what to do, in Chinese."""


def refuse_by_bytes(data: bytes) -> None:
    """Raise FileRefused unless ``data`` starts like a zip of at most 10 MB."""
    if not data:
        raise FileRefused("这份文件是空的。请在电脑上打开原文件，确认内容还在，保存后重新上传。")
    if len(data) > MAX_FILE_BYTES:
        raise FileRefused(too_large(len(data)))
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileRefused("这份文件设了打开密码。请在 WPS 或 Excel 里取消密码，保存后重新上传。")
        raise FileRefused(f"这份是旧格式的 .xls。{SAVE_AS}")
    raise FileRefused(f"这份文件的内容不是 Excel 表格，只改文件名没有用。{SAVE_AS}")


def too_large(size: int) -> str:
    """Say how large a file is, and how large it may be."""
    return f"这份文件有 {size / MEBIBYTE:.1f} MB，超过 10 MB 的上限。请删去图片和用不着的工作表，再上传。"


@contextmanager
def opened(data: bytes) -> Iterator[Workbook]:
    """Yield the workbook for reading row by row; raises FileRefused for whatever is no honest table."""
    refuse_by_bytes(data)
    _refuse_by_members(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError, AttributeError) as error:
        raise FileRefused(f"这份文件损坏或没有传完整。{SAVE_AS}") from error
    try:
        yield book
    finally:
        book.close()


def count_rows(data: bytes) -> int:
    """Return about how many rows all sheets hold, without parsing them."""
    refuse_by_bytes(data)
    _refuse_by_members(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return sum(len(ROWS.findall(archive.read(name))) for name in sheets)


def merged_ranges(data: bytes, part: str) -> list[str]:
    """Return the merged ranges (“A3:B4”) of the sheet that stands at ``part`` in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [found.decode() for found in MERGES.findall(archive.read(part.lstrip("/")))]


def _refuse_by_members(data: bytes) -> None:
    """Look at the zip as a whole: what it is, how large it gets, and that no XML defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_by_directory({info.filename.lower() for info in infos}, infos, len(data))
            for info in infos:
                if info.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(archive.read(info))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, struct.error) as error:
        raise FileRefused(f"这份文件损坏或没有传完整。{SAVE_AS}") from error


def _refuse_by_directory(names: set[str], infos: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or unpacked > min(MAX_UNPACKED_BYTES, max(MEBIBYTE, MAX_RATIO * size)):
        raise FileRefused("这份文件解开后太大，不像一份名册。请把内容复制到新下载的模板里，再上传。")
    if len(names) < len(infos):
        raise FileRefused(f"这份文件损坏或没有传完整。{SAVE_AS}")
    if "word/document.xml" in names:
        raise FileRefused("这是一份 Word 文档，不是 Excel 表格。请下载模板，把内容填进表格再上传。")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused(f"这份文件里带有宏，为安全起见不收。{SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise FileRefused(f"这份文件的内容不是 Excel 表格，只改文件名没有用。{SAVE_AS}")


def _refuse_entities(content: bytes) -> None:
    if ENTITIES.search(content) or b"\0" in content[:100]:
        raise FileRefused(f"这份文件里有 Excel 从不使用的内容，无法保证读到的就是看到的。{SAVE_AS}")

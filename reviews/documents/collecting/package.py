"""A .docx as the members of its zip: some written anew, all others taken over as they are."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"
LOCAL_HEADER = 30  # bytes, before the name


class Unreadable(Exception):
    """A copy cannot be made of this file, odd as it is; the message says so in Chinese."""


def members(data: bytes) -> dict[str, bytes]:
    """Return every member's content by its name, in their order; a wrong checksum of a picture is let pass."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: _content(data, info) for info in archive.infolist() if not info.is_dir()}


def _content(data: bytes, info: zipfile.ZipInfo) -> bytes:
    name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + LOCAL_HEADER + name_length + extra_length
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)
    except zlib.error as error:
        raise Unreadable(
            "这份文件里有一部分已经损坏，做不了带批注的副本。请用 Word 或 WPS 打开另存一次，再上传。"
        ) from error


def rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the file with the content of some members changed, and new ones at its end."""
    contents = members(data) | dict(changed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = {info.filename: info for info in archive.infolist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in contents.items():
            member = zipfile.ZipInfo(name, infos[name].date_time if name in infos else (1980, 1, 1, 0, 0, 0))
            member.compress_type = infos[name].compress_type if name in infos else zipfile.ZIP_DEFLATED
            target.writestr(member, content)
    return buffer.getvalue()


def parse(content: bytes) -> Element:
    """Return the root of a part that was checked when it came; comments in it stay."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise Unreadable("这份文件里有一部分读不出来，做不了副本。请用 Word 或 WPS 打开另存一次，再上传。")
    return root


def written(root: Element) -> bytes:
    """Return a part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_of(part: str) -> str:
    """Return the name of the member with a part's relationships; "" stands for the whole package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(relationships: str) -> str:
    """Return the part whose relationships these are: the inverse of ``relationships_of``."""
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def target_of(part: str, target: str) -> str:
    """Return the member that a relationship of ``part`` points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")

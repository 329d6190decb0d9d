"""The zip around a docx: its members inflated and counted as they really are (WORDCHECK §1)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from reviews.wordcheck.bounds import (
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MEBIBYTE,
    RATIO_FROM_BYTES,
)
from reviews.wordcheck.refusals import refused, too_large

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_ENCRYPTED = 0x1
_LOCAL_HEADER_BYTES = 30


def read_members(data: bytes) -> dict[str, bytes]:
    """Every member by lower-case path; the bytes of XML parts, and nothing (b"") for pictures and the like."""
    left = MAX_UNPACKED_BYTES
    members: dict[str, bytes] = {}
    for info in _directory(data):
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in members:
            raise refused("damaged")
        keep = name.endswith((".xml", ".rels"))
        content, size = _inflate(data, info, keep=keep, left=left)
        left -= size
        members[name] = content
    return members


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    if _directory_bytes(data) > MAX_DIRECTORY_BYTES:
        raise too_large("members")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise refused("damaged") from None
    if len(infos) > MAX_MEMBERS:
        raise too_large("members")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise refused("encrypted")
    return infos


def _directory_bytes(data: bytes) -> int:
    """What the end record says of the directory's length: the library parses that much before we can count."""
    wide, end = data.rfind(_END64), data.rfind(_END)
    try:
        if wide >= 0:
            return int(struct.unpack_from("<Q", data, wide + 40)[0])
        return int(struct.unpack_from("<L", data, end + 12)[0]) if end >= 0 else 0
    except struct.error:
        raise refused("damaged") from None


def _inflate(data: bytes, info: zipfile.ZipInfo, *, keep: bool, left: int) -> tuple[bytes, int]:
    packed = _packed_bytes(data, info)
    size = crc = 0
    kept: list[bytes] = []
    for chunk in _chunks(packed, info.compress_type, keep=keep):
        size += len(chunk)
        if size > left or (size > RATIO_FROM_BYTES and size > MAX_RATIO * len(packed)):
            raise too_large("unpacked")
        if keep:
            crc = zlib.crc32(chunk, crc)
            kept.append(chunk)
    if keep and crc != info.CRC:
        raise refused("damaged")
    return b"".join(kept), size


def _packed_bytes(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04" or start + _LOCAL_HEADER_BYTES > len(data):
        raise refused("damaged")
    name_length, extra_length = struct.unpack_from("<HH", data, start + 26)
    body = start + _LOCAL_HEADER_BYTES + name_length + extra_length
    packed = memoryview(data)[body : body + info.compress_size]
    if len(packed) < info.compress_size:
        raise refused("damaged")
    return packed


def _chunks(packed: memoryview, method: int, *, keep: bool) -> Iterable[bytes]:
    if method == zipfile.ZIP_STORED:
        return (bytes(packed),) if keep else ()
    if method != zipfile.ZIP_DEFLATED:
        raise refused("damaged")
    return _deflated(packed, keep=keep)


def _deflated(packed: memoryview, *, keep: bool) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while rest and not inflater.eof:
            yield inflater.decompress(rest, MEBIBYTE)
            rest = inflater.unconsumed_tail
    except zlib.error:
        if keep:
            raise refused("damaged") from None
    if keep and not inflater.eof:
        raise refused("damaged")

"""What a file is by its first bytes, before anything in it is parsed (WORDCHECK §1)."""

from __future__ import annotations

from reviews.wordcheck.bounds import MAX_FILE_BYTES
from reviews.wordcheck.refusals import Refused, refuse_too_large, refused

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What enterprise encryption writes first: the products that units here use, then those of their partners abroad.
_DRM_MARKS = (
    *(b"%TSD-Header", b"E-SafeNet", b"b\x14#e", b"DOCGUARDER_FILE", b"DG_FILE VER"),
    *(b"SCDSA", b"DRMONE", b"DOCUMENT SAFER", b"MarkAny", b"NASCA DRM FILE", b".pfile"),
)
_DRM_HEAD = 512
_LOCK_FILE_BYTES = 162
_LONGEST_OWNER = 54


def refuse_by_bytes(data: bytes, name: str) -> None:
    """Raise Refused unless ``data`` starts like a zip of at most 10 MB; ``name`` only names a lock file."""
    if not data:
        raise refused("empty")
    if len(data) > MAX_FILE_BYTES:
        raise Refused(refuse_too_large(len(data)))
    if data.startswith(_ZIP):
        return
    raise refused(_code_of(data, name))


def _code_of(data: bytes, name: str) -> str:
    if data.startswith(_OLE):
        return _ole_code(data)
    if any(mark in data[:_DRM_HEAD] for mark in _DRM_MARKS):
        return "drm"
    if _is_lock_file(data, name):
        return "lock_file"
    if data.startswith(b"PK") or not data.strip(b"\0"):
        return "damaged"
    return "not_docx"


def _ole_code(data: bytes) -> str:
    if "DRMEncrypted".encode("utf-16-le") in data:
        return "drm"
    return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "legacy_doc"


def _is_lock_file(data: bytes, name: str) -> bool:
    if name.replace("\\", "/").rpartition("/")[2].startswith("~$"):
        return True
    return len(data) == _LOCK_FILE_BYTES and 0 < data[0] <= _LONGEST_OWNER and b"\0\0\0\0" in data

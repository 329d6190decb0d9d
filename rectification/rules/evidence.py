"""Which files may stand as evidence: what everybody can open, and only if it is what its name says."""

MAX_BYTES = 10 * 1024 * 1024
STARTS = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
}
ACCEPT = ",".join(STARTS)


def refuse_evidence(name: str, size: int, start: bytes) -> str:
    """Return why a file is not taken, in words that say what to do; "" where it is."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in STARTS:
        return "只收图片（.jpg .png）、PDF、.docx 和 .xlsx。别的格式请先另存，或者把要点写成几句话。"
    if size > MAX_BYTES:
        return f"文件有 {size / 1024 / 1024:.1f} MB，最多 10 MB。照片可以压缩后再传，或者只写文字。"
    if not start.startswith(STARTS[suffix]):
        return f"这份文件的内容不是 {suffix}，可能改过后缀名或没有存完整，请重新另存一份再传。"
    return ""

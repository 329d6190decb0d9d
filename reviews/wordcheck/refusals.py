"""Why a file is not read: one calm sentence for each code of WORDCHECK §1, with what to do."""

from __future__ import annotations

from accounts.rules.house.secrecy import MARKED

from .bounds import MAX_FILE_BYTES, MEBIBYTE
from .values import Refusal

_SENTENCES = {
    "empty": "这份文件是空的，一个字节也没有。请在电脑上打开原文件确认内容还在，保存后重新上传。",
    "lock_file": "这是 Word 打开文件时留下的临时文件（名字以“~$”开头），里面没有正文。请关闭 Word，选名字里没有“~$”的那一份上传。",
    "legacy_doc": "这份是旧格式的 .doc 或 .wps。请在 WPS/Word 中另存为 .docx，再上传新存的那一份。",
    "encrypted": "这份文件设了打开密码，系统读不到内容。请在 WPS/Word 中取消密码，保存后重新上传。",
    "drm": "这份文件被单位的加密软件保护着，离开本机就打不开。请先按单位规定解密，再上传解密后的 .docx。",
    "not_docx": "这份文件的内容不是 Word 文档，只改文件名没有用。请用 WPS/Word 打开，另存为 .docx 后上传。",
    "macro": "这份文件里带有宏，为安全起见不收。请另存为“Word 文档（*.docx）”，宏会自动去掉，然后重新上传。",
    "damaged": "这份文件损坏或没有传完整，读不出正文。请在电脑上用 WPS/Word 打开，另存为一份新的 .docx 后上传。",
    "dtd": "这份文件里有 Word 从不使用的实体定义，无法保证读到的就是看到的。请把正文复制到新建的 .docx 文档里，再上传。",
    "secret": MARKED,
}

_REASONS = {
    "members": "这份文件里的零件太多，不像一份述职报告。请把正文复制到新建的 .docx 文档里，再上传。",
    "unpacked": "这份文件解开后太大，不像一份述职报告。请把正文复制到新建的 .docx 文档里，删去大图片后再上传。",
    "paragraphs": "这份文件的段落或内容太多，不像一份述职报告。请只留述职报告的正文，另存为 .docx 后上传。",
}


class Refused(Exception):
    """Raised while reading a file that cannot be accepted; carries the refusal to hand back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def refused(code: str) -> Refused:
    """The exception for a code of WORDCHECK §1 other than ``too_large``."""
    return Refused(Refusal(code, _SENTENCES[code]))


def too_large(reason: str) -> Refused:
    """The exception for too many ``members``, too much ``unpacked`` or too many ``paragraphs``."""
    return Refused(Refusal("too_large", _REASONS[reason]))


def refuse_too_large(size: int) -> Refusal:
    """The refusal of a file of ``size`` bytes, also for an upload that was never kept."""
    allowed = MAX_FILE_BYTES // MEBIBYTE
    found = f"{size / MEBIBYTE:.1f}"
    return Refusal(
        "too_large", f"这份文件有 {found} MB，超过 {allowed} MB 的上限。请删去或压缩文中的图片，另存后重新上传。"
    )

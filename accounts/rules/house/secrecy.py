"""What a secrecy mark is, and where it may hide in the XML of an office file (WORDCHECK §1).

One rule for every file that is read here: of one with a mark nothing is kept but when and by which account.
"""

from __future__ import annotations

import html
import re

MARKED = "文件中有密级标志。本系统不处理涉密信息，文件没有保存。请立即停止在本系统传递，并联系保密办公室处理。"
_STARS = "★☆*＊﹡∗⁎⋆✩✪✫✭✮✯✰⭐"
MARK = re.compile(rf"[绝机秘]\s*密\s*[{_STARS}]")
INVISIBLE = re.compile("[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# In every mark, as it is written or as a reference: looking for it first costs next to nothing.
RARE = "密"
_RARE_BYTES = (RARE.encode(), b"&#")
# Where a text ends: a cell, a paragraph, a heading of a printed page. Any other tag may stand inside a mark.
_END = re.compile(r"</(?:\w+:)?(?:si|is|c|p|v|text|[a-z]+Header|[a-z]+Footer)>")
_TAG = re.compile("<[^>]*>")


def is_marked(text: str) -> bool:
    """Whether 绝密, 机密 or 秘密 stands before a star; characters that nobody sees do not hide it."""
    return RARE in text and bool(MARK.search(INVISIBLE.sub("", text)))


def is_marked_xml(part: bytes) -> bool:
    """Whether a part (UTF-8), or a piece of one, holds a mark: in a name, or in a text however its runs divide it."""
    if not any(rare in part for rare in _RARE_BYTES):
        return False
    text = html.unescape(part.decode(errors="replace")) if b"&#" in part else part.decode(errors="replace")
    return is_marked(text) or is_marked(_TAG.sub("", _END.sub("|", text)))

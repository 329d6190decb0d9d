"""How names and numbers are spelled: what nobody sees and what is no character at all stays out (ASVS 2.2.1).

One rule for what is typed into a form and for what a roster brings. Rare but honest characters are welcome: 㐂, 𠮷, the
dot in 买买提·艾合买提.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Zero-width marks, marks of direction (U+202A–E, U+2066–9), the BOM, fillers, variation selectors, tags. Whoever copies
# from a page or a chat brings them along; a name with one looks like a name without.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
BROKEN = (
    CONTROL
    + "\ufdd0-\ufdef\ufffc-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
NARROW = {wide: wide - 0xFEE0 for start, end in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(start), ord(end) + 1)}
UNSEEN, BROKEN_OR_PRIVATE = re.compile(f"[{INVISIBLE}]"), re.compile(f"[{PRIVATE}{BROKEN}]")
OWN_MADE, BLANKS = re.compile(f"[{PRIVATE}]"), re.compile(r"\s+")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
PADDING = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")  # lists pad a name of two characters to the width of three
DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･"), "·")  # keyboards know many dots; the one of names is U+00B7
ABROAD = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}\Z)")
PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff（）()·、.-]*")  # what nearly every name is made of: nothing to look for


@dataclass(frozen=True, slots=True)
class Strange:
    """What does not belong into a name: ``text`` says where it stands; what is not seen is left out by ``spelled``."""

    text: str
    is_unseen: bool
    mend: str = ""


def strange_in(text: str) -> Strange | None:
    """Return the first character that does not belong into a name, what cannot be left out first; None for a clean one."""
    if PLAIN.fullmatch(text):
        return None
    first = BROKEN_OR_PRIVATE.search(text) or UNSEEN.search(text)
    if first is None:
        return None
    seen = len(UNSEEN.sub("", text[: first.start()]))
    code = f"U+{ord(first[0]):04X}"
    if UNSEEN.match(first[0]):
        where = f"第 {seen} 个字后面" if seen else "最前面"
        return Strange(f"{where}夹着看不见的字符（{code}），多半是从别处复制带来的。", is_unseen=True)
    if OWN_MADE.match(first[0]):
        return Strange(
            f"第 {seen + 1} 个字（{code}）是个别电脑上的自造字，换一台电脑就显示不出来。",
            is_unseen=False,
            mend="请换成标准的字；输入法里没有的，先写通行的字，并告诉组织部。",
        )
    return Strange(
        f"第 {seen + 1} 个字符（{code}）不是文字。", is_unseen=False, mend="请删掉它，或把这一格重新填一遍。"
    )


def spelled(text: str) -> str:
    """Return ``text`` without what nobody sees: composed, one blank for many, digits and letters of half width."""
    if PLAIN.fullmatch(text):
        return text
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return BLANKS.sub(" ", seen.translate(NARROW)).strip()


def spelled_name(text: str) -> str:
    """Return a name as ``spelled``, without the blanks that pad it (张　三), its dots as names have them."""
    if PLAIN.fullmatch(text):
        return text
    return PADDING.sub("", spelled(text).translate(DOTS))


def spelled_number(text: str) -> str:
    """Return a number that is a name (工号, 手机号): half-width, without blanks."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", spelled(text)))


def spelled_mobile(text: str) -> str:
    """Return a mobile number without what divides it (138-0000-0005) and without 86 before it."""
    return ABROAD.sub("", re.sub("[-‐‑–—]", "", spelled_number(text)))

"""Files broken at random: bytes of the zip, the XML inside a sound zip, and the sense of sound XML (WORDCHECK §8)."""

from __future__ import annotations

import random
from collections.abc import Callable

from .builders import members_of, paragraph, part, run, zipped
from .fuzz_trees import restructured
from .labelled import NUMBERING, STYLES

_NOTES = part("footnotes", f'<w:footnote w:id="1">{paragraph("脚注")}</w:footnote>')
_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
_BODY = (
    paragraph("述职报告", properties='<w:pStyle w:val="a3"/><w:jc w:val="center"/>')
    + paragraph("主要工作", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + paragraph(run("组织学习12次，获评先进。", '<w:rFonts w:hint="eastAsia"/><w:b/>'), _FIELD)
    + paragraph("二、存在问题")
    + f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('学习不够。')}</w:tc><w:tc>{paragraph('下一步，每月一次。')}</w:tc></w:tr></w:tbl>"
    + f"<w:p><w:ins w:id='1'>{run('三、打算')}</w:ins><w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
)
MEMBERS = members_of(_BODY, {"styles": STYLES, "numbering": NUMBERING, "footnotes": _NOTES})
_WHOLE = zipped(MEMBERS)
_TOKENS = (
    "<w:p>", "</w:p>", "<w:tbl>", "</w:tc>", "<w:r>", "</w:r>", "<w:t>", "&lt;", "&#0;", "&x;", "<!DOCTYPE a>", "]]>",
    "<![CDATA[", "\u200b", "★", "机密★", "９", "\x0b", "<w:del>", "<mc:AlternateContent>", "<mc:Choice>", "<w:sdt>", "=", '"',
    '<w:fldChar w:fldCharType="end"/>', '<w:ilvl w:val="-1"/>', '<w:sz w:val="99999999999"/>', "xmlns=''", "一、" * 50,
)  # fmt: skip


def mutated(seed: int) -> bytes:
    """The same broken file for the same seed."""
    numbers = random.Random(seed)
    return numbers.choice((_scrambled, _spliced, _rewritten, _rewritten, _restructured, _restructured))(numbers)


def _scrambled(numbers: random.Random) -> bytes:
    """Single bytes of the zip changed."""
    data = bytearray(_WHOLE)
    for _ in range(numbers.randrange(1, 30)):
        data[numbers.randrange(4, len(data))] = numbers.randrange(256)
    return bytes(data)


def _spliced(numbers: random.Random) -> bytes:
    """A piece of the zip cut out, doubled or moved."""
    start, end = sorted(numbers.randrange(4, len(_WHOLE)) for _ in range(2))
    piece = _WHOLE[start:end]
    middle = numbers.choice((b"", piece * 2, piece[::-1], b"\0" * len(piece)))
    return _WHOLE[:start] + middle + _WHOLE[end:]


def _rewritten(numbers: random.Random) -> bytes:
    """A sound zip whose XML was torn at."""
    name = numbers.choice([name for name in MEMBERS if numbers.random() < 0.7] or ["word/document.xml"])
    xml = str(MEMBERS[name])
    changes: tuple[Callable[[str], str], ...] = (
        lambda text: _with_token(text, numbers),
        lambda text: _without_piece(text, numbers),
        lambda text: _with_copy(text, numbers),
    )
    for _ in range(numbers.randrange(1, 6)):
        xml = numbers.choice(changes)(xml) or " "
    return zipped({**MEMBERS, name: xml})


def _restructured(numbers: random.Random) -> bytes:
    return restructured(numbers, MEMBERS)


def _with_token(text: str, numbers: random.Random) -> str:
    at = numbers.randrange(len(text))
    return text[:at] + numbers.choice(_TOKENS) + text[at:]


def _without_piece(text: str, numbers: random.Random) -> str:
    at = numbers.randrange(len(text))
    return text[:at] + text[at + numbers.randrange(1, 60) :]


def _with_copy(text: str, numbers: random.Random) -> str:
    """An element said twice, or somewhere else."""
    start = text.find("<", numbers.randrange(len(text)))
    end = text.find(">", start + 1) + 1
    at = max(text.find("<", numbers.randrange(len(text))), 0)
    return text[:at] + text[start:end] + text[at:]

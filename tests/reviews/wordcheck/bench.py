"""The word check's speed against what python-docx needs merely to read the same text (WORDCHECK §8)."""

from __future__ import annotations

import gc
import io
import re
import resource
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import docx as python_docx
from docx2python import docx2python

from reviews.management.commands import wordcheck
from reviews.wordcheck import check
from reviews.wordcheck.reading.document import read_document

from .builders import members_of, part, run, zipped
from .labelled import NUMBERING, labelled_reports

_ROUNDS = 40
_MANY = 1000
_A_PARAGRAPH = 40
# What would be one more heading in the middle of a part.
_NUMBERED = re.compile(r"第|[一二三四五六七八九十]、|\d|[（(]|[^。：]{0,12}[。：]")
_FONTS = (
    '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
)
_ZOOM = '<w:zoom w:percent="100"/>'
_FONT = '<w:font w:name="仿宋_GB2312"><w:panose1 w:val="02010609030101010101"/></w:font>'
_EMPTY = part("webSettings", "")
_FOOTER = part("ftr", f"<w:p>{run('— 1 —')}</w:p>")


def ratios() -> list[tuple[str, float, float]]:
    """Name, measured ratio and promised bar of every speed promise."""
    report = realistic_report(2_600)
    # First of all: the peak never comes down again, and the long files would hide what the short ones leave behind.
    growth = _growth(report)
    long = realistic_report(70_000)
    plain, whole, reading, other = _times([python_docx_text, check, read_alone, docx2python_text], report)
    (short_time,), (plain_long, long_time) = _times([check], report), _times([python_docx_text, check], long, rounds=5)
    return [
        ("whole check / python-docx reading", whole / plain, 0.8),
        ("reading and counting / python-docx reading", reading / plain, 0.5),
        ("reading and counting / docx2python reading", reading / other, 0.5),
        ("whole check of 70,000 字 / python-docx reading", long_time / plain_long, 1.0),
        ("70,000 字 / 2,600 字, per 字", long_time / short_time * 2_600 / 70_000, 1.5),
        (f"CPU of {_MANY} files shared by the processors / one by one", _shared(report), 1.2),
        ("MB that 300 checks leave behind", growth, 10),
    ]


def read_alone(data: bytes) -> object:
    """Reading and counting without parts and limits."""
    return read_document(data, "")


def realistic_report(words: int) -> bytes:
    """A report of about ``words`` 字 in runs as Word splits them, with the parts that Word adds."""
    bodies = "".join(_paragraph(text) for text in _texts(words))
    parts = {"styles": _styles(), "numbering": NUMBERING, "settings": part("settings", _ZOOM * 40), "footer": _FOOTER}
    members = members_of(bodies, {**parts, "fontTable": part("fonts", _FONT * 8), "webSettings": _EMPTY})
    core = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    return zipped({**members, "word/theme/theme1.xml": _EMPTY * 60, "docProps/core.xml": core}, level=6)


def _texts(words: int) -> Iterator[str]:
    """A title, and under each part's heading a third of the 字, from the development reports."""
    yield "党支部书记抓基层党建工作述职报告"
    read = [item for source in labelled_reports() for item in check(source.data).reading.paragraphs]
    read = [item for item in read if item.words >= _A_PARAGRAPH and not _NUMBERED.match(item.text)]
    for heading, kind in (("一、主要做法", "achievements"), ("二、存在问题", "problems"), ("三、下步打算", "plan")):
        yield heading
        pool, written = [item.text for item in read if item.part == kind], 0
        while written < words // 3:
            # A number of its own keeps a long report from looking like a bomb of repeated text.
            text = f"{pool[written % len(pool)]}（{secrets.token_hex(4)}）"
            yield text
            written += len(text)


def python_docx_text(data: bytes) -> str:
    """What a reader with python-docx does: every paragraph's text and every cell's."""
    document = python_docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def docx2python_text(data: bytes) -> str:
    """The same with docx2python."""
    with docx2python(io.BytesIO(data)) as document:
        return str(document.text)


def _shared(data: bytes) -> float:
    """What the command spends on many files shared by the processors, by what it spends on them one by one.

    Seconds of CPU of all processes: sharing gains what it does not lose here, where a second processor is free.
    """
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.docx" for number in range(_MANY)]
        for path in paths:
            path.write_bytes(data)
        spent = []
        for fewest in (_MANY, _MANY + 1):
            with patch.object(wordcheck, "_MANY", fewest):
                before = _cpu()
                list(wordcheck._answers(paths, as_json=True))
                spent.append(_cpu() - before)
    return spent[0] / spent[1]


def _cpu() -> float:
    """Seconds of this process and of those that it has ended."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


def _growth(data: bytes) -> float:
    """By how many MB the peak of this process rises over many checks, after the first few."""
    peaks = []
    for rounds in (20, 300):
        for _ in range(rounds):
            check(data)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return peaks[1] - peaks[0]


def _paragraph(text: str) -> str:
    """Western characters stand in runs of their own, as Word writes them."""
    runs = "".join(run(piece, _FONTS) for piece in re.findall(r"[0-9A-Za-z.%]+|[^0-9A-Za-z.%]+", text))
    return f'<w:p w:rsidR="00FC693F" w:rsidRDefault="00FC693F"><w:pPr><w:ind w:firstLine="640"/></w:pPr>{runs}</w:p>'


def _styles() -> str:
    """Some 27 kB, as Word writes: mostly the names of styles that are not there."""
    latent = '<w:lsdException w:name="Table Grid {}" w:uiPriority="39"/>'
    style = (
        '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="style {0}"/><w:basedOn w:val="a"/><w:qFormat/>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    )
    hidden = "".join(latent.format(number) for number in range(376))
    return part(
        "styles", f"<w:latentStyles>{hidden}</w:latentStyles>" + "".join(style.format(number) for number in range(30))
    )


def _times(functions: list[Callable[[bytes], object]], data: bytes, rounds: int = _ROUNDS) -> list[float]:
    """The quickest round's seconds of each function, measured in turn.

    Seconds of CPU: nothing here waits, so a quiet machine's clock says the same, and a busy one's would only
    lengthen the long files, which never get a whole slice of time.
    """
    spent: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, times in zip(functions, spent, strict=True):
            # python-docx leaves its trees to the collector: whoever runs when it starts would pay for freeing them.
            gc.collect()
            started = time.process_time()
            function(data)
            times.append(time.process_time() - started)
    return [min(times) for times in spent]


if __name__ == "__main__":
    for name, measured, bar in ratios():
        sys.stdout.write(f"{name:55} {measured:6.2f}  (promised ≤ {bar})\n")

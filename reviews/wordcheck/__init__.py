"""The word check: the bytes of a written report and a cycle's limits in, one frozen CheckResult out.

``check(data, name=…, limits=…, corrections=…)`` never raises for what a person can upload. How it decides, in four
stages, each importing only what stands before it; every package's docstring is the map of its modules:

1. ``reading``: is this a docx at all, and a harmless one? The first thing that is wrong refuses the file, with one
   sentence (``refusals``) and its code; nothing of it is read further.
2. ``reading``: its non-empty paragraphs in order, table cells row by row, each with its 字 as Word counts them.
3. ``parts``: which part is each paragraph in? What frames the report comes off; top-level headings cut the rest into
   sections; the best order over the whole document names them; below a heading everything inherits. Each paragraph
   gets its best guess (``part``), the reason that the page shows (``why``), and whether that is ``sure``. Who is not
   sure asks: a wrong “sure” costs more than an honest question. The author's ``corrections`` then stand above all.
4. ``judging``: the parts added up and held against the limits of N3.2. A share is a fraction of everything but title
   and 目录. Asked paragraphs count by their best guess; what they could turn out to be gives each share a range.
   A limit that is broken over its whole range *violates*, one broken over some of it is *open*, else the report
   *meets*. Then the fewest 字 to cut and add that mend all broken limits at once, and advice that never blocks.

An example (tests/reviews/wordcheck/test_example.py keeps it true)::

    抓基层党建工作述职报告                      title, not in the denominator
    周明                                        title: a by-line under it
    现将有关情况报告如下。                      opening: before the first heading
    一、主要做法                                achievements: so such a heading says
    （一）紧盯短板问题抓提升。我组织学习12次…  achievements: it inherits, whatever words it holds
    二、存在问题及努力方向                      mixed, asked: the heading names two parts
    （一）学习不够深入，全年只到支部3次。       problems: this paragraph tells only of a problem
    （二）支部记录有三次缺漏，没有人补，下一步… mixed, asked: problem and measure in one paragraph
    以上报告，请予评议。                        closing
    2026年12月1日                               other: the date below the signature

    132 字, of which 119 are the denominator. Problems 16.0 %, but up to 49.6 % if the author says so; the notice wants
    a third, so the verdict is open, and the two mixed paragraphs are asked about.

Where to look: a file wrongly refused — ``bounds``, ``reading.archive``, ``reading.sniff``; a wrong count —
``characters``, ``reading.body``; a wrong part — the paragraph's ``why`` names the reason, ``parts`` the module that gives
it; a wrong limit or repair — ``judging``; a sentence — ``wording``, ``refusals``. How good it is, with floors, on reports
written by others: tests/reviews/wordcheck/test_parts.py. ``check`` puts the stages together; ``codec`` turns the result
into JSON and back, ``report`` into text; ``values`` holds what goes in and comes out.
"""

from .bounds import (
    MAX_FILE_BYTES,
    MAX_MEMBERS,
    MAX_PARAGRAPHS,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)
from .check import check, repair_with_room
from .codec import from_json, limits_from_json, limits_to_json, to_json
from .judging.mentions import Mention, mentions, untouched
from .reading.places import Places, paragraph_places
from .refusals import refuse_too_large
from .report import describe, describe_repair
from .values import (
    MEASURED_PARTS,
    CheckResult,
    Finding,
    Paragraph,
    Part,
    Reading,
    Refusal,
    Repair,
    ReportLimits,
    Severity,
    Verdict,
)
from .wording import PART_NAMES

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_MEMBERS",
    "MAX_PARAGRAPHS",
    "MAX_PART_BYTES",
    "MAX_RATIO",
    "MAX_UNPACKED_BYTES",
    "MEASURED_PARTS",
    "PART_NAMES",
    "CheckResult",
    "Finding",
    "Mention",
    "Paragraph",
    "Part",
    "Places",
    "Reading",
    "Refusal",
    "Repair",
    "ReportLimits",
    "Severity",
    "Verdict",
    "check",
    "describe",
    "describe_repair",
    "from_json",
    "limits_from_json",
    "limits_to_json",
    "mentions",
    "paragraph_places",
    "refuse_too_large",
    "repair_with_room",
    "to_json",
    "untouched",
]

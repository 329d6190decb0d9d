"""The word check: the bytes of a written report and a cycle's limits in, one frozen CheckResult out.

How it decides, stage by stage, each importing only what stands before it:

1. ``reading``: ``sniff``, ``archive``, ``xml``, ``package``: is this a docx at all, and a harmless one?
2. ``reading``: ``looks``, ``styles``, ``fields``, ``body``, ``document``: paragraphs with their 字数 as Word counts.
3. ``parts``: ``lines``, ``frame``, ``outline``, ``cuts``, ``sections``, ``inside``, ``decoder``: which part is each
   paragraph in, and is that sure? Its docstring tells what speaks for what.
4. ``judging``: ``measures``, ``repair``, ``limits``, ``advice``: the limits of N3.2, the smallest way to keep them;
   ``mentions`` beside them, for what only the author is told and nothing keeps.
5. ``check`` puts them together; ``codec`` turns the result into JSON and back, ``report`` into text.
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

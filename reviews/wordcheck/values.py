"""The values that go into and come out of a word check: limits in, a CheckResult out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

THIRD = Fraction(1, 3)


class Part(StrEnum):
    """What a paragraph of a report belongs to (N3.2c names the first, second and fourth)."""

    ACHIEVEMENTS = "achievements"  # 工作总结
    PROBLEMS = "problems"  # 查摆问题
    CAUSES = "causes"  # 原因分析, where a cycle counts it apart from the problems
    PLAN = "plan"  # 下步打算
    TITLE = "title"
    TOC = "toc"
    OPENING = "opening"
    CLOSING = "closing"
    OTHER = "other"
    MIXED = "mixed"  # problem and measure in one paragraph: the author decides
    UNKNOWN = "unknown"


MEASURED_PARTS = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLAN)


class Severity(StrEnum):
    """How much a finding matters."""

    VIOLATION = "violation"
    WARNING = "warning"
    ADVICE = "advice"


class Verdict(StrEnum):
    """What the whole check says."""

    MEETS = "meets"
    VIOLATES = "violates"
    OPEN = "open"  # the text that the author is asked about could turn a limit either way


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """The limits of a cycle for written reports.

    Sizes are in 字 as Word's dialog counts them, shares are fractions of the denominator,
    the speech is in minutes and 字 a minute. The defaults are the notice's (N3.2b, N3.2c, N4.2).
    """

    total_max: int = 2500
    problems_min: Fraction = THIRD
    achievements_max: Fraction = THIRD
    plan_max: Fraction = THIRD
    causes_belong_to_problems: bool = True
    earlier_rectification_is_achievement: bool = True
    tolerance: int = 0
    speech_minutes: int = 5
    speech_rate: int = 220


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read at all, as a code (WORDCHECK §1) and a sentence that says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty paragraph of the body, in document order, table cells row by row.

    ``words`` is its 字数; ``sure`` is False where the author is asked; ``heading`` tells how it is
    shown; ``why`` says in Chinese what the part was read from.
    """

    index: int
    text: str
    words: int
    part: Part
    sure: bool
    heading: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the check noticed.

    ``measured`` and ``allowed`` are in 字 (``rule == "total"``) or fractions of the denominator, None for
    advice without a figure; ``paragraphs`` are indexes; ``clause`` is the notice's, as ``N3.2c``, or "".
    """

    rule: str
    severity: Severity
    clause: str
    measured: float | None
    allowed: float | None
    message: str
    repair: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """The fewest 字 to cut and add, by part, that mend every broken limit at once (WORDCHECK §4)."""

    cut: dict[Part, int] = field(default_factory=dict)
    add: dict[Part, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a report that could be read: everything of WORDCHECK §7 below ``refused``.

    ``parts`` are 字; ``shares`` fractions of ``denominator`` (字); ``ranges`` are the [low, high] shares
    that the text the author is asked about could still give.
    """

    verdict: Verdict
    limits: ReportLimits
    total: int
    with_boxes_and_notes: int
    denominator: int
    parts: dict[Part, int]
    shares: dict[Part, float]
    ranges: dict[Part, tuple[float, float]]
    repair: Repair | None
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]

    @property
    def waits(self) -> bool:
        """Whether a limit hangs on the author's answers, even where another is broken whatever they are."""
        asking = (one for one in self.findings if one.severity is Severity.WARNING)
        return self.verdict is Verdict.OPEN or any(one.rule in MEASURED_PARTS for one in asking)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome for one file: either a refusal or a reading, never both."""

    file: str
    milliseconds: float
    refused: Refusal | None = None
    reading: Reading | None = None

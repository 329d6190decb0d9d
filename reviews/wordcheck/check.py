"""One file checked: read, decoded, measured, judged."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from .judging.advice import advice, warnings
from .judging.limits import limit_findings, verdict
from .judging.measures import Measures, Reach, measure
from .judging.repair import joint_repair, roomy_repair
from .parts.decoder import Decision, decode
from .parts.lines import read_lines
from .reading.document import Document, read_document
from .reading.sniff import refuse_by_bytes
from .refusals import Refused
from .values import MEASURED_PARTS, CheckResult, Paragraph, Part, Reading, Repair, ReportLimits

_DEFAULTS = ReportLimits()
_NO_CORRECTIONS: Mapping[int, Part] = {}


def check(
    data: bytes,
    *,
    name: str = "",
    limits: ReportLimits = _DEFAULTS,
    corrections: Mapping[int, Part] = _NO_CORRECTIONS,
) -> CheckResult:
    """Check the bytes of one uploaded file; never raises for what a person can upload.

    ``corrections`` are the parts that the author decided, by paragraph index. The result holds a
    reading or a refusal with its code of WORDCHECK §1; its time is in milliseconds of this process.
    """
    started = time.perf_counter()
    try:
        refuse_by_bytes(data, name)
        document = read_document(data, name)
    except Refused as error:
        return CheckResult(name, 0.0, refused=error.refusal)
    reading = _read(document, limits, corrections)
    return CheckResult(name, round((time.perf_counter() - started) * 1000, 3), reading=reading)


def _read(document: Document, limits: ReportLimits, corrections: Mapping[int, Part]) -> Reading:
    lines = read_lines(document)
    decisions = decode(lines, limits, corrections)
    paragraphs = tuple(
        Paragraph(line.place, line.text, line.words, decision.part, decision.sure, decision.heading, decision.why)
        for line, decision in zip(lines, decisions, strict=True)
    )
    measures = measure(_reach(paragraphs, decisions), document.beside)
    asked = [item.index for item in paragraphs if not item.sure]
    return Reading(
        verdict=verdict(measures, limits),
        limits=limits,
        total=measures.total,
        with_boxes_and_notes=measures.total + measures.beside,
        denominator=measures.denominator,
        parts=measures.parts,
        shares=measures.shares(measures.parts),
        ranges=_ranges(measures),
        repair=joint_repair(measures, limits) if measures.has_text else None,
        paragraphs=paragraphs,
        findings=(
            *limit_findings(measures, limits, asked),
            *warnings(document),
            *advice(paragraphs, measures, limits),
        ),
    )


def repair_with_room(reading: Reading) -> Repair | None:
    """The joint repair of a finished reading that leaves 10 字 to spare; None where nothing has to be mended."""
    if reading.repair is None:
        return None
    parts = reading.parts
    return roomy_repair(Measures(reading.total, reading.denominator, parts, parts, parts), reading.limits)


def _reach(paragraphs: Sequence[Paragraph], decisions: Sequence[Decision]) -> list[Reach]:
    return [Reach(item.words, item.part, decision.could) for item, decision in zip(paragraphs, decisions, strict=True)]


def _ranges(measures: Measures) -> dict[Part, tuple[float, float]]:
    low, high = measures.shares(measures.low), measures.shares(measures.high)
    return {part: (low[part], high[part]) for part in MEASURED_PARTS}

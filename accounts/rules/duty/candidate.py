"""Candidate: a problem that was named somewhere in the year and could be entered into the ledger (N3.5a)."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The notice's five sources of problems (N3.5a)."""

    SELF_FOUND = "self_found"
    FIELD_RESEARCH = "field_research"
    SUPERIOR_COMMENT = "superior_comment"
    MASSES = "masses"
    FEEDBACK = "feedback"


SOURCE_LABELS = {
    Source.SELF_FOUND: "自身查摆",
    Source.FIELD_RESEARCH: "集中调研",
    Source.SUPERIOR_COMMENT: "上级点评",
    Source.MASSES: "群众评议",
    Source.FEEDBACK: "考核反馈",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A problem sentence: ``key`` names it for good, ``label`` says where it stands, ``context`` is the text around it."""

    key: str
    source: Source
    text: str
    label: str
    context: str = ""
    url: str = ""

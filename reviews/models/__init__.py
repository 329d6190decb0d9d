"""What reviews stores, one file a noun."""

from reviews.models.comment import Comment
from reviews.models.cycle import Cycle
from reviews.models.delay import Delay
from reviews.models.limits_version import LimitsVersion
from reviews.models.meeting import Meeting, Speech
from reviews.models.report import Report
from reviews.models.round import Round
from reviews.models.round_report import RoundReport
from reviews.models.stage_change import StageChange
from reviews.models.statement import Statement
from reviews.models.visit import Visit

__all__ = [
    "Comment",
    "Cycle",
    "Delay",
    "LimitsVersion",
    "Meeting",
    "Report",
    "Round",
    "RoundReport",
    "Speech",
    "StageChange",
    "Statement",
    "Visit",
]

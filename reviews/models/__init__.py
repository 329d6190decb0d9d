"""What reviews stores, one file a noun."""

from reviews.models.collecting.attempt import Attempt
from reviews.models.collecting.delay import Delay
from reviews.models.collecting.follow_up import FollowUp
from reviews.models.collecting.recheck import Recheck
from reviews.models.collecting.report import Report
from reviews.models.collecting.similarity import Likeness, SentenceBand
from reviews.models.collecting.speaking import SpeakingVersion
from reviews.models.collecting.statement import Statement
from reviews.models.concluding.consequence import Consequence
from reviews.models.concluding.decision import Decision, Outcome
from reviews.models.concluding.evaluation import Evaluation
from reviews.models.concluding.feedback import Feedback
from reviews.models.concluding.publication import Publication
from reviews.models.concluding.round_report import RoundReport
from reviews.models.hearing.comment import Comment
from reviews.models.hearing.meeting import Meeting, Speech
from reviews.models.hearing.poll import Poll, Recount
from reviews.models.hearing.sheet import Door, Jotting, Sheet, Slip
from reviews.models.hearing.tally import Remark, Tally
from reviews.models.hearing.visit import Visit
from reviews.models.preparing.cycle import Cycle
from reviews.models.preparing.limits_version import LimitsVersion
from reviews.models.preparing.round import Round
from reviews.models.preparing.stage_change import StageChange

__all__ = [
    "Attempt",
    "Comment",
    "Consequence",
    "Cycle",
    "Decision",
    "Delay",
    "Door",
    "Evaluation",
    "Feedback",
    "FollowUp",
    "Jotting",
    "Likeness",
    "LimitsVersion",
    "Meeting",
    "Outcome",
    "Poll",
    "Publication",
    "Recheck",
    "Recount",
    "Remark",
    "Report",
    "Round",
    "RoundReport",
    "SentenceBand",
    "Sheet",
    "Slip",
    "SpeakingVersion",
    "Speech",
    "StageChange",
    "Statement",
    "Tally",
    "Visit",
]

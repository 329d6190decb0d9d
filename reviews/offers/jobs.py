"""The long work that reviews can do."""

from accounts.services.house.job import register_work
from reviews.services.collecting.recheck import RECHECK_CYCLE, RECHECK_ROUND, recheck_cycle, recheck_round
from reviews.services.preparing.round import BUNDLE, bundle_reports

register_work(BUNDLE, bundle_reports)
register_work(RECHECK_ROUND, recheck_round)
register_work(RECHECK_CYCLE, recheck_cycle)

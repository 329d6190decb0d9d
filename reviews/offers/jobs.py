"""The long work that reviews can do."""

from accounts.services.house.job import register_work
from reviews.services.collecting.recheck import RECHECK_CYCLE, RECHECK_ROUND, recheck_cycle, recheck_round
from reviews.services.preparing.round import BUNDLE, bundle_reports

register_work(BUNDLE, bundle_reports, name="打包述职报告")
register_work(RECHECK_ROUND, recheck_round, name="按新要求重新检查一轮")
register_work(RECHECK_CYCLE, recheck_cycle, name="按新要求重新检查全年")

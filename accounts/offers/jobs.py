"""The long work that accounts can do."""

from accounts.services.house.job import register_page, register_work
from accounts.services.people import roster_export
from accounts.services.people.rights_check import CHECK, check_in_background
from accounts.services.people.roster import READ, WRITE, read_in_background, write_in_background
from accounts.services.people.slips import ISSUE, ISSUE_ONE, issue_in_background
from accounts.services.trail.trail import EXPORT, export_in_background
from accounts.services.trail.verification import VERIFY, verify_in_background

register_work(READ, read_in_background, name="核对名册")
register_work(WRITE, write_in_background, name="写入名册")
register_work(roster_export.EXPORT, roster_export.export_in_background, name="导出名册")
register_work(EXPORT, export_in_background, name="导出审计记录")
register_work(VERIFY, verify_in_background, name="核对审计记录")
register_work(ISSUE, issue_in_background, name="发放初始密码", opens="accounts:slips")
register_page(ISSUE_ONE, "accounts:slips")
register_work(CHECK, check_in_background, name="越权检查")

"""The long work that accounts can do."""

from accounts.services.house.job import register_work
from accounts.services.people import roster_export
from accounts.services.people.roster import READ, WRITE, read_in_background, write_in_background
from accounts.services.people.slips import ISSUE, issue_in_background
from accounts.services.trail.trail import EXPORT, export_in_background
from accounts.services.trail.verification import VERIFY, verify_in_background

register_work(READ, read_in_background)
register_work(WRITE, write_in_background)
register_work(roster_export.EXPORT, roster_export.export_in_background)
register_work(EXPORT, export_in_background)
register_work(VERIFY, verify_in_background)
register_work(ISSUE, issue_in_background, opens="accounts:slips")

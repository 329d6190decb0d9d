"""The long work that accounts can do."""

from accounts.services.job import register_work
from accounts.services.roster import READ, WRITE, read_in_background, write_in_background
from accounts.services.trail import EXPORT, export_in_background
from accounts.services.verification import VERIFY, verify_in_background

register_work(READ, read_in_background)
register_work(WRITE, write_in_background)
register_work(EXPORT, export_in_background)
register_work(VERIFY, verify_in_background)

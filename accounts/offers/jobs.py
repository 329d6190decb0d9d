"""The long work that accounts can do."""

from accounts.services.job import register_work
from accounts.services.roster import READ, WRITE, read_in_background, write_in_background

register_work(READ, read_in_background)
register_work(WRITE, write_in_background)

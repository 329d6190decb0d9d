"""What is really sent to the addresses that change something, by subject.

With an empty form a view that refuses the right person in words would look like one that lets them: with these the right
one must get it done, and with the same words nobody else does anything. Where the shared objects stand at another stage, the
callable brings them to the one that is needed before it returns the words; None where this one has nothing to change.
"""

from tests.access.bodies import accounts, collecting, concluding, hearing, people, poll, preparing, rectification
from tests.access.bodies.at import At

PARTS = (accounts, people, preparing, collecting, hearing, poll, concluding, rectification)
BODIES = {name: words for part in PARTS for name, words in part.BODIES.items()}
WITHOUT = {
    "mfa_authenticate": "asks for a password just before it: tests/accounts/views/entry/test_factor.py",
    "accounts:cas_login": "another server's: off here",
    "accounts:demo_login": "becomes whom the demo school has; the cast is no demo school",
    "accounts:text_size": "leaves a cookie and no row",
    "reviews:poll_door": "shows the sheet",
    "reviews:poll_check": "shows the sheet once more",
    "reviews:poll_clean": "sweeps the database's files; no row changes",
}

__all__ = ["BODIES", "WITHOUT", "At"]

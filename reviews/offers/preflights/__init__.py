"""What must not be missing before a round goes on; importing a module registers its checks.

Another app registers its own in its ``offers/preflights.py`` the same way.
"""

from reviews.offers.preflights import evaluation, result, stage

__all__ = ["evaluation", "result", "stage"]

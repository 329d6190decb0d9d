"""Who gets what answer where: the role × URL table, at once document and test (DESIGN §4, PROMISES §1).

This is the whole table; its rows stand by their subject in the modules named here, its words and lines in answer.py,
how the cast stands to every object in relation.py.
"""

from tests.access.accounts import ACCOUNTS_TABLE
from tests.access.answer import Rows
from tests.access.audit import AUDIT
from tests.access.evaluation import EVALUATION
from tests.access.factor import FACTOR
from tests.access.guards import GUARDS
from tests.access.poll import POLL_TABLE
from tests.access.rectification import RECTIFICATION_TABLE
from tests.access.result import RESULT_TABLE
from tests.access.reviews import REVIEWS_TABLE
from tests.access.similarity import SIMILARITY

PARTS = (
    ACCOUNTS_TABLE, FACTOR, GUARDS, AUDIT,
    REVIEWS_TABLE, SIMILARITY, POLL_TABLE, EVALUATION, RESULT_TABLE,
    RECTIFICATION_TABLE,
)  # fmt: skip


def united(*parts: Rows) -> Rows:
    """Return all rows; an address that two parts state would be silently the later one's."""
    table: Rows = {}
    for part in parts:
        twice = table.keys() & part.keys()
        assert not twice, f"stated twice: {sorted(twice)}"
        table |= part
    return table


TABLE = united(*PARTS)

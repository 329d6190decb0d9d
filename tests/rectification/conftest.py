import pytest

from tests.rectification.scene import ledger_of


@pytest.fixture
def ledger(cast, year):
    """The college's ledger, ticked by its own secretary."""
    return ledger_of(year.statement(cast.college))


@pytest.fixture
def strict_ledger(cast, year):
    """The college's ledger, ticked by the superior."""
    return ledger_of(year.statement(cast.college), tick_by="superior")

import pytest

from tests.bench.similarity import measured


@pytest.mark.django_db(transaction=True)
def test_a_new_report_finds_what_it_shares_among_many_by_look_ups():
    few, many = measured(1000)
    assert many < 0.1
    assert many < 5 * max(few, 0.01)

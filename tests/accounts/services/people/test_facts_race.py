"""Of two transactions that do not see each other's rows, and would break a fact together, one is refused: raw SQL."""

from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Appointment
from accounts.services.house.invariant import check_invariants
from tests import cast as casting
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
POST = "INSERT INTO accounts_appointment (person_id, organization_id, role, starts, ends) VALUES "
PAIRS = [
    (
        POST + "({outsider}, {branch}, 'secretary', '2026-04-01', '2026-06-01')",
        POST + "({head}, {branch}, 'secretary', '2026-05-01', '2026-07-01')",
    ),
    (POST + "({outsider}, {branch}, 'organizer', '2026-04-01', NULL)", POST + "({outsider}, {top}, 'auditor', '2026-04-01', NULL)"),
    (
        POST + "({outsider}, {branch}, 'organizer', '2026-04-01', NULL)",
        "UPDATE accounts_organization SET ended_on = '2026-05-31', ending = '{{}}' WHERE id = {branch}",
    ),
    (
        "UPDATE accounts_organization SET parent_id = {other}, path = '/{top}/{other}/{branch}/' WHERE id = {branch}",
        (
            "UPDATE accounts_organization SET parent_id = {direct}, path = '/{top}/{direct}/{other}/' WHERE id = {other};"
            "UPDATE accounts_organization SET path = '/{top}/{direct}/{other}/{child}/' WHERE id = {child}"
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize("statements", PAIRS)
def test_of_two_at_once_one_is_refused(statements):
    cast = casting.assemble()
    Appointment.objects.filter(organization=cast.branch).update(ends=date(2026, 3, 31))
    ids = {
        "top": cast.committee.pk, "branch": cast.branch.pk, "other": cast.other_college.pk, "child": cast.other_branch.pk,
        "direct": cast.direct_branch.pk, "outsider": cast.outsider.pk, "head": cast.head.pk,
    }  # fmt: skip
    both_have_written = Barrier(2)

    def write(statement):
        with transaction.atomic(), connection.cursor() as cursor:
            for one in statement.format(**ids).split(";"):
                cursor.execute(one)
            with suppress(BrokenBarrierError):  # one may wait for the other by now
                both_have_written.wait(1)

    outcomes = together(*(lambda one=one: write(one) for one in statements))
    assert sorted(type(one).__name__ for one in outcomes) == [IntegrityError.__name__, "NoneType"]
    assert check_invariants()[1] == []

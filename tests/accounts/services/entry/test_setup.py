from datetime import date, timedelta
from functools import partial

import pytest

from accounts.models import AuditEntry, Organization, Person
from accounts.services.entry.setup import SetupRefused, is_setup_code, set_up, setup_code
from tests import race

TODAY = date(2026, 9, 1)
FACTS = {"school": "某校党委", "short": "校党委", "name": "林静", "password": "清风-明月-2026", "today": TODAY}


def test_the_code_is_good_for_its_day_and_the_next_however_it_is_typed():
    code = setup_code(TODAY)
    assert [is_setup_code(typed, today=TODAY) for typed in (code, f" {code.upper()} ", code.replace("-", ""))] == [
        True
    ] * 3
    assert is_setup_code(code, today=TODAY + timedelta(days=1))
    assert not is_setup_code(code, today=TODAY + timedelta(days=2))
    assert not is_setup_code("", today=TODAY)


def test_the_code_hangs_on_the_secret_key(settings):
    code = setup_code(TODAY)
    settings.SECRET_KEY = "another"
    assert not is_setup_code(code, today=TODAY)


@pytest.mark.django_db
def test_the_first_person_organizes_the_top_and_it_is_in_the_trail():
    person = set_up(staff_number="000001", **FACTS)
    top = Organization.objects.get()
    assert (top.path, top.kind, person.check_password("清风-明月-2026")) == (f"/{top.pk}/", "committee", True)
    assert list(person.appointments.values_list("organization", "role")) == [(top.pk, "organizer")]
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["首次设置", "新建人员", "任职"]


@pytest.mark.django_db
def test_a_second_start_is_refused():
    set_up(staff_number="000001", **FACTS)
    with pytest.raises(SetupRefused, match="请直接登录"):
        set_up(staff_number="000002", **FACTS)


@pytest.mark.django_db(transaction=True)
def test_of_two_first_starts_at_once_one_wins():
    outcomes = race.together(*(partial(set_up, staff_number=number, **FACTS) for number in ("000001", "000002")))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Person", "SetupRefused"]
    assert (Person.objects.count(), Organization.objects.count()) == (1, 1)

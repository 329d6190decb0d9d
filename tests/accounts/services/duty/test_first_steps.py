"""A new installation tells its only user what comes next, and stops when it is done."""

import pytest
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.duty.matter import gather_matters
from accounts.services.entry.setup import set_up
from reviews.models import Cycle
from tests.cast import Kind, Role, organization, person

pytestmark = pytest.mark.django_db
ROSTER, PASSWORDS, KEEPER = "上传全校的党组织和人员名册", "给大家发放初始密码", "指定安全管理员"
YEAR = "建立第一个年度"


def told(someone):
    return [matter.title for matter in gather_matters([Person.objects.get(pk=someone.pk)], timezone.localdate())]


@pytest.fixture
def first():
    today = timezone.localdate()
    return set_up(school="示例大学党委", short="校党委", staff_number="2", name="林静", password="x", today=today)


def test_the_steps_come_one_after_the_other_and_not_again(first):
    assert told(first) == [ROSTER]
    top = Organization.objects.get()
    organization(top, "机电工程学院党总支", Kind.GENERAL_BRANCH)
    assert told(first) == [PASSWORDS, KEEPER, YEAR]
    keeper = person("3", "安保国")
    assert told(first) == [KEEPER, YEAR]
    Appointment.objects.create(
        person=keeper, organization=top, role=Role.SECURITY_ADMINISTRATOR, starts=timezone.localdate()
    )
    assert told(first) == [YEAR]
    Cycle.objects.create(year=2026, notice_title="通知", issued_on=timezone.localdate())
    assert told(first) == []


def test_where_single_sign_on_is_the_only_way_in_no_passwords_are_asked_for(first, settings):
    settings.SSO_ONLY = True
    organization(Organization.objects.get(), "机电工程学院党总支", Kind.GENERAL_BRANCH)
    assert told(first) == [KEEPER, YEAR]


def test_a_college_organizer_is_told_nothing_of_it(cast):
    Appointment.objects.filter(role=Role.SECURITY_ADMINISTRATOR).delete()
    for step in (KEEPER, YEAR):
        assert (step in told(cast.college_organizer), step in told(cast.department)) == (False, True)

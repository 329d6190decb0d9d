"""What the pages around a roster say before and after it is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Person, Roster
from accounts.services.people import roster_known
from accounts.services.people.roster import preview_roster
from tests import xlsx

pytestmark = pytest.mark.django_db
NEW = {"人员": [("020001", "白石", "")]}


@pytest.fixture
def client(cast, enter):
    return enter(cast.department)


def upload(cast, client, **sheets):
    file = SimpleUploadedFile("名册.xlsx", xlsx.roster(**sheets))
    answer = client.post(reverse("accounts:roster_upload", args=[cast.committee.pk]), {"file": file}, follow=True)
    return Roster.objects.latest("pk"), answer.content.decode()


def test_a_template_without_rows_is_called_empty(cast, client):
    roster, page = upload(cast, client, 人员=[])
    assert ("这份名册里还没有填内容" in page, "和系统里的一样" in page, "再传一份" in page) == (True, False, True)
    assert roster.standing == "没有要改的"


def test_after_writing_the_next_step_stands_before_the_lines(cast, client):
    roster, page = upload(cast, client, **NEW)
    assert roster.standing == "待确认"
    address = reverse("accounts:roster_confirm", args=[roster.pk])
    page = client.post(address, {"fingerprint": roster.fingerprint}, follow=True).content.decode()
    assert -1 < page.index("新增的 1 人还没有密码") < page.index("写入了这些")


def test_a_blocked_roster_does_not_wait_for_a_confirmation(cast, client):
    roster, _ = upload(cast, client, 人员=[("020001", "", "")])
    page = client.get(reverse("accounts:roster_upload", args=[cast.committee.pk])).content.decode()
    assert (roster.standing, "有要改正的，没有写入" in page) == ("有要改正的，没有写入", True)


def test_a_short_file_that_waits_tells_what_it_waits_for(cast, client, monkeypatch):
    monkeypatch.setitem(roster_known.AT_ONCE, Person, 3)
    roster = preview_roster(cast.committee, person=cast.department, data=xlsx.roster(**NEW), filename="名册.xlsx")
    page = client.get(reverse("accounts:roster", args=[roster.pk])).content.decode()
    assert (roster.state, "要一一对照" in page, "共约" in page) == ("reading", True, False)

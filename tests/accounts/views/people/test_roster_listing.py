"""A preview longer than its page: what is not listed is said, and can be taken along row by row."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.documents.people.roster_listing import roster_listing_book
from accounts.models import Roster, StoredFile
from accounts.rules.people.roster import report
from accounts.services.people.organization import change_organization
from accounts.services.people.roster import RosterRefused, confirm_roster
from tests.accounts.services.people.test_roster import NEW, upload

pytestmark = pytest.mark.django_db
DOUBTFUL = {
    "人员": [("020001", "白石", ""), ("020002", "石青", ""), ("020003", "", ""), ("020004", "", "")],
    "任职": [("020001", "白石", "示例大学党委", "书记", "2060-01-01", "")],
}


@pytest.fixture
def short(monkeypatch):
    """A page has room for one line of each kind."""
    monkeypatch.setattr(report, "SHOWN", 1)


def taken(client, roster):
    answer = client.get(reverse("accounts:roster_listing", args=[roster.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def test_a_preview_tells_how_much_it_does_not_list_and_hands_all_of_it_over(cast, enter, short):
    roster, client = upload(cast, DOUBTFUL), enter(cast.department)
    page = client.get(reverse("accounts:roster", args=[roster.pk])).content.decode()
    assert f"还有 {roster.report['hidden_doubts']} 处没有列出" in page
    assert f"还有 {roster.report['hidden_changes']} 行没有列出" in page
    doubts, changes = taken(client, roster).values()
    assert doubts[0] == ("人员", 4, "姓名", "必须改正", "没有填姓名。", "请填写姓名。")
    assert (len(doubts), {row[3] for row in doubts}) == (roster.report["hidden_doubts"] + 1, {"必须改正", "请留意"})
    assert [row[:4] for row in changes[:2]] == [
        ("人员", 2, "新增", "白石（020001）"), ("人员", 3, "新增", "石青（020002）"),
    ]  # fmt: skip


def test_what_is_listed_whole_needs_no_file(cast, enter):
    roster, client = upload(cast), enter(cast.department)
    assert "没有列出" not in client.get(reverse("accounts:roster", args=[roster.pk])).content.decode()
    assert client.get(reverse("accounts:roster_listing", args=[roster.pk])).status_code == 404


def test_a_preview_made_anew_leaves_no_list_of_the_old_one(cast, short):
    sheets = NEW | {"党组织": [*NEW["党组织"], (cast.college.pk, "机械学院党总支", "", "党总支", "", "")]}
    roster = upload(cast, sheets)
    change_organization(cast.college, actor=cast.department, name="机电学院党总支")
    with pytest.raises(RosterRefused):
        confirm_roster(roster, person=cast.department)
    fresh = Roster.objects.get(pk=roster.pk)
    assert fresh.listing_id != roster.listing_id
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {fresh.file_id, fresh.listing_id}


def test_a_college_s_list_holds_what_its_preview_may_say(cast, enter, short):
    cast.head.mobile = "13900000001"
    cast.head.save()
    sheets = {"人员": [("010001", "张怀远", "13911111111"), ("010003", "别名", "")]}
    roster = upload(cast, sheets, person=cast.college_organizer, root=cast.college)
    said = str(taken(enter(cast.college_organizer), roster))
    assert ("13900000001" in said, "而这个人也在别处任职" in said) == (False, True)


def test_a_name_that_begins_with_an_equals_sign_is_no_formula():
    data = roster_listing_book([("人员", 0, "", "请留意", "=1+1", "=cmd")], [])
    cells = next(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in cells[4:]] == [("=1+1", "s"), ("=cmd", "s")]

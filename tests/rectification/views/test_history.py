"""What a ledger's and a talk's page tell of who did what, and to whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rectification.documents.annex import annex_docx
from rectification.models import Talk
from rectification.pages.ledger import annex_lines
from rectification.services.annex import bring_back, enter_annex
from rectification.services.ledger import file_ledger, open_ledger
from rectification.services.talk import TalkNote, note_talk, open_talks
from tests.conclusion import feed_back
from tests.rectification.scene import in_days, item_in


def folded(enter, person, name, pk) -> list[str]:
    """Return what the page's context holds, the latest first; a page without anything shows no fold."""
    response = enter(person).get(reverse(f"rectification:{name}", args=[pk]))
    shown = response.context["history"]
    assert response.status_code == 200
    assert ('id="history"' in response.content.decode()) == bool(shown)
    return [one.what for one in shown]


@pytest.fixture
def returned(cast, ledger):
    """A ledger that was filed, came back and was entered, and was tightened afterwards."""
    secretary, now = cast.college_secretary, timezone.now()
    item_in(ledger, secretary)
    file_ledger(ledger, person=secretary, today=timezone.localdate())
    data = annex_docx("机电工程学院党总支", 2026, in_days(0), annex_lines(ledger))
    brought = bring_back(ledger, person=secretary, data=data, filename="a.docx", now=now)
    enter_annex(brought, person=secretary, choices={}, now=now)
    open_ledger(ledger.organization, cycle=ledger.cycle, person=cast.department, now=now, tick_by="superior")
    return ledger


@pytest.mark.parametrize("who", ["college_secretary", "department", "head"])
def test_a_ledgers_history_leaves_out_what_tells_the_grade(cast, returned, enter, who):
    lines = ["录入交回的台账", "交回整改台账", "填报整改台账", "建立整改台账"]
    assert folded(enter, getattr(cast, who), "ledger", returned.pk) == lines


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ("department", ["修改约谈提醒记录", "登记约谈提醒", "列出约谈提醒"]),
        ("head", ["修改约谈提醒记录", "登记约谈提醒", "列出约谈提醒"]),
        ("college_secretary", []),
    ],
)
def test_a_talks_history_is_for_those_who_give_it(cast, year, enter, who, lines):
    feed_back(year.statement(cast.college), "third")
    open_talks(person=None, now=timezone.now())
    for seen, reply in enumerate(["一定改。", "一定改好。"]):
        said = TalkNote(timezone.localdate(), "张怀远", "等次为一般。", "三个月内改好。", reply)
        note_talk(Talk.objects.for_pages().get(), note=said, seen=seen, person=cast.department, now=timezone.now())
    assert folded(enter, getattr(cast, who), "talk", Talk.objects.get().pk) == lines

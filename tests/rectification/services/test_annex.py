import pytest
from django.utils import timezone

from accounts.models import StoredFile
from rectification.documents.annex import annex_docx, annex_xlsx
from rectification.documents.annex_reading import AnnexRefused
from rectification.models import AnnexReturn, Item
from rectification.pages.ledger import annex_lines
from rectification.rules.annex import AnnexRow
from rectification.services.annex import annex_rows, bring_back, enter_annex
from rectification.services.item import NotAllowed, Overtaken
from rectification.services.progress import note_progress, tick_item
from tests.rectification.scene import claimed_in, fresh, in_days, item_in


@pytest.fixture
def secretary(cast):
    return cast.college_secretary


@pytest.fixture
def bring(cast, ledger, secretary):
    """Bring the ledger's own annex back, with rows put in the place of its own or behind them."""

    def bring_rows(rows, write=annex_docx, name="台账.docx"):
        data = write("机电工程学院党总支", 2026, in_days(0), rows)
        return bring_back(ledger, person=secretary, data=data, filename=name, now=timezone.now())

    return bring_rows


def enter(brought, person, **choices):
    return enter_annex(brought, person=person, choices=choices.get("choices", {}), now=timezone.now())


def changed(row, **cells):
    names = ("problem", "responsible", "measure", "deadline", "done")
    return AnnexRow(*[cells.get(name, getattr(row, name)) for name in names])


@pytest.mark.parametrize(("write", "name"), [(annex_docx, "a.docx"), (annex_xlsx, "a.xlsx")])
def test_an_untouched_annex_changes_nothing(ledger, secretary, bring, write, name):
    item_in(ledger, secretary)
    rows, _ = annex_rows(bring(annex_lines(ledger), write, name))
    assert [row.outcome for row in rows] == ["same"]


def test_nothing_is_entered_before_it_was_seen(ledger, secretary, bring):
    bring([AnnexRow("食堂窗口流于挂牌。", "冯国强", "公开菜价。", "2027年6月30日", "")])
    assert (Item.objects.count(), AnnexReturn.objects.count()) == (0, 1)


def test_new_changed_and_ticked_rows_are_entered_as_shown(ledger, secretary, bring):
    item = item_in(ledger, secretary)
    kept = changed(annex_lines(ledger)[0], measure="每周核对。", done="√")
    counts = enter(
        bring([kept, AnnexRow("食堂窗口流于挂牌。", "冯国强", "公开菜价。", "2027年6月30日", "")]), secretary
    )
    assert counts == {"new": 1, "changed": 1, "claimed": 1}
    assert (fresh(item).measure, fresh(item).state) == ("每周核对。", "claimed")
    assert Item.objects.get(number=2).deadline.isoformat() == "2027-06-30"


def test_a_tick_is_only_the_claim(ledger, secretary, bring):
    item = item_in(ledger, secretary)
    enter(bring([changed(annex_lines(ledger)[0], done="√")]), secretary)
    assert (fresh(item).state, fresh(item).done_at) == ("claimed", None)


def test_a_doubtful_row_waits_for_a_person(ledger, secretary, bring):
    item_in(ledger, secretary, "组织生活会记录不全，去年列账今年仍在。")
    brought = bring([AnnexRow("组织生活会的记录不够完整，去年就列过账了。", "周正明", "每月核对。", "", "")])
    with pytest.raises(NotAllowed, match="第 1 行请先选它是哪一件"):
        enter(brought, secretary)
    assert enter(brought, secretary, choices={1: "1"}) == {"new": 0, "changed": 1, "claimed": 0}


def test_a_row_may_be_left_out(ledger, secretary, bring):
    brought = bring([AnnexRow("食堂窗口流于挂牌。", "", "", "", "")])
    assert enter(brought, secretary, choices={1: "skip"})["new"] == 0


def test_two_rows_cannot_be_one_item(ledger, secretary, bring):
    item_in(ledger, secretary, "组织生活会记录不全，去年列账今年仍在。")
    exact = annex_lines(ledger)[0]
    brought = bring(
        [changed(exact, problem="组织生活会的记录不够完整，去年就列过账了。"), AnnexRow("别的", "", "", "", "")]
    )
    row = annex_rows(brought)[0][0]
    assert row.asks
    assert enter(brought, secretary, choices={1: "new"})["new"] == 2


def test_a_ledger_that_moved_on_is_compared_anew(ledger, secretary, bring):
    item = claimed_in(ledger, secretary)
    brought = bring([changed(annex_lines(ledger)[0], measure="别的。")])
    tick_item(fresh(item), person=secretary, now=timezone.now())
    with pytest.raises(Overtaken, match="台账又有了变动"):
        enter(brought, secretary)


def test_a_note_of_progress_does_not_stand_in_the_way(ledger, secretary, bring):
    item = item_in(ledger, secretary)
    brought = bring([changed(annex_lines(ledger)[0], done="√")])
    note_progress(item, person=secretary, text="快了", now=timezone.now())
    assert enter(brought, secretary)["claimed"] == 1


def test_a_file_is_entered_once(ledger, secretary, bring):
    brought = bring([AnnexRow("食堂窗口流于挂牌。", "", "", "", "")])
    enter(brought, secretary)
    with pytest.raises(Overtaken, match="已经录入过了"):
        enter(brought, secretary)


def test_of_a_refused_file_nothing_is_kept(ledger, secretary):
    with pytest.raises(AnnexRefused):
        bring_back(ledger, person=secretary, data=b"%PDF", filename="a.pdf", now=timezone.now())
    assert (StoredFile.objects.count(), AnnexReturn.objects.count()) == (0, 0)

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rectification.documents.annex import annex_docx
from rectification.models import Circular, Item, Ledger
from rectification.rules.annex import AnnexRow
from rectification.rules.item import Tally
from rectification.services.extension import ask_extension
from rectification.services.ledger import file_ledger
from rectification.services.progress import look_back, tick_item
from tests.rectification.scene import claimed_in, fresh, in_days, item_in, ledger_of


def url(name, *args):
    return reverse(f"rectification:{name}", args=args)


@pytest.fixture
def secretary(cast):
    return cast.college_secretary


@pytest.fixture
def own(secretary, enter):
    return enter(secretary)


def text(response):
    return response.content.decode()


def filled(page):
    return re.findall(r'class="[^"]*btn-primary', page)


def test_the_title_states_the_finding(ledger, secretary, own):
    item_in(ledger, secretary, deadline=in_days(-3))
    item_in(ledger, secretary, deadline=in_days(3))
    page = text(own.get(url("ledger", ledger.pk)))
    assert "整改台账：2 件，2 件要抓紧" in page
    assert "逾期 3 天" in page


def test_a_struck_tick_is_shown_struck(cast, ledger, secretary, own):
    item = fresh(claimed_in(ledger, secretary))
    tick_item(item, person=secretary, now=timezone.now())
    look_back(fresh(item), person=cast.head, passed=False, note="又没有了", deadline=in_days(9), now=timezone.now())
    assert "<del>√</del>" in text(own.get(url("ledger", ledger.pk)))
    assert "又没有了" in text(own.get(url("item", item.pk)))


def test_an_item_is_added_edited_claimed_and_ticked_by_its_secretary(ledger, own):
    cells = {
        "problem": "记录不全。",
        "source": "masses",
        "kind": "limited",
        "responsible": "周正明",
        "measure": "补齐。",
    }
    own.post(url("item_add", ledger.pk), cells | {"deadline": in_days(9).isoformat()})
    item = Item.objects.get()
    own.post(url("item_claim", item.pk), {"text": "已补齐。", "version": item.version})
    own.post(url("item_tick", item.pk), {"version": fresh(item).version})
    assert fresh(item).state == "done"


def test_what_was_typed_survives_a_mistake(ledger, secretary, own):
    item = item_in(ledger, secretary)
    file = SimpleUploadedFile("假.pdf", b"<html>")
    response = own.post(url("item_claim", item.pk), {"text": "写了很久的话", "attachment": file})
    assert response.status_code == 422
    assert "写了很久的话</textarea>" in text(response)
    assert "内容不是 .pdf" in text(response)


def test_what_was_typed_survives_a_race(cast, strict_ledger, secretary, enter):
    item = claimed_in(strict_ledger, secretary)
    tick_item(fresh(item), person=cast.head, now=timezone.now())
    response = enter(cast.department).post(url("item_return", item.pk), {"reason": "还差签到", "version": item.version})
    assert response.status_code == 409
    assert "张怀远刚刚办了" in text(response)
    assert "还差签到</textarea>" in text(response)


def test_a_return_without_a_reason_is_asked_for_one(cast, strict_ledger, secretary, enter):
    item = claimed_in(strict_ledger, secretary)
    response = enter(cast.department).post(url("item_return", item.pk), {"reason": ""})
    assert (response.status_code, fresh(item).state) == (422, "claimed")


def test_where_the_superior_ticks_the_own_secretary_cannot(strict_ledger, secretary, own):
    item = claimed_in(strict_ledger, secretary)
    assert own.post(url("item_tick", item.pk)).status_code == 404


def test_the_superior_confirms_on_one_page(cast, strict_ledger, secretary, enter):
    item = claimed_in(strict_ledger, secretary)
    client = enter(cast.department)
    assert "3 次记录已补齐。" in text(client.get(url("confirmations")))
    answer = client.post(url("item_tick", item.pk), {"version": item.version, "next": url("confirmations")})
    assert (answer["Location"], fresh(item).done_by) == (url("confirmations"), cast.department)


def test_a_filled_annex_is_shown_before_it_is_entered(ledger, secretary, own):
    item_in(ledger, secretary)
    data = annex_docx("某", 2026, None, [AnnexRow("组织生活会记录不全。", "周正明", "每周核对。", "", "√")])
    sent = own.post(url("bring_back", ledger.pk), {"file": SimpleUploadedFile("台账.docx", data)})
    page = text(own.get(sent["Location"]))
    assert "<ins>每周核对。</ins>" in page
    assert "√，算申报完成" in page
    own.post(sent["Location"])
    assert Item.objects.get().state == "claimed"


def test_an_unreadable_file_is_refused_in_words(ledger, own):
    response = own.post(url("bring_back", ledger.pk), {"file": SimpleUploadedFile("a.docx", b"%PDF")})
    assert response.status_code == 422
    assert "不是 Word 文档" in text(response)


def test_a_filed_day_cannot_be_posted_over(ledger, secretary, own):
    item = item_in(ledger, secretary)
    file_ledger(ledger, person=secretary, today=in_days(0))
    cells = {"problem": "记录不全。", "source": "masses", "kind": "limited", "responsible": "周", "measure": "补齐。"}
    own.post(url("item_edit", item.pk), cells | {"deadline": in_days(99).isoformat()})
    assert (fresh(item).problem, fresh(item).deadline) == ("记录不全。", in_days(30))


def test_a_secretary_opens_this_years_ledger(cast, year, own):
    assert "还没有整改台账" in text(own.get(url("ledgers")))
    own.post(url("ledger_open", year.statement(cast.college).pk))
    assert Ledger.objects.get().organization == cast.college


def test_an_issued_circular_reaches_those_it_lists_and_a_draft_does_not(cast, ledger, secretary, enter, own):
    item_in(ledger, secretary, deadline=in_days(-1))
    department = enter(cast.department)
    department.post(url("circular_draft", cast.committee.pk, ledger.cycle.year))
    circular = Circular.objects.get()
    assert own.get(url("circular", circular.pk)).status_code == 404
    department.post(url("circular_issue", circular.pk))
    item_in(ledger, secretary, "印发以后的")
    assert "印发以后的" not in text(own.get(url("circular", circular.pk)))
    assert enter(cast.branch_secretary).get(url("circular", circular.pk)).status_code == 404


@pytest.mark.parametrize("query", ["", "?standing=overdue", "?standing=x&organization=%00&after=99999999999999999999"])
def test_supervision_survives_any_address(cast, ledger, secretary, enter, query):
    item_in(ledger, secretary, deadline=in_days(-1))
    response = enter(cast.department).get(url("supervision", cast.committee.pk, ledger.cycle.year) + query)
    assert "1 件逾期" in text(response)


def test_supervision_turns_its_pages_without_losing_or_repeating(cast, ledger, secretary, enter):
    for number in range(53):
        item_in(ledger, secretary, deadline=in_days(number // 2) if number < 50 else None)
    client, found, after = enter(cast.department), [], ""
    while after is not None:
        page = client.get(url("supervision", cast.committee.pk, ledger.cycle.year) + f"?after={after}")
        found += [row.item.pk for row in page.context["rows"]]
        after = page.context["next"]
    assert len(found) == len(set(found)) == 53


def test_one_organization_is_picked_out_of_those_below(cast, year, ledger, secretary, enter):
    other = ledger_of(year.statement(cast.other_college))
    delayed = item_in(ledger, secretary, deadline=in_days(-1))
    item_in(other, other.opened_by, deadline=in_days(-1))
    ask_extension(delayed, person=secretary, to_date=in_days(60), reason="等施工", now=timezone.now())
    ask_extension(item_in(ledger, secretary), person=secretary, to_date=in_days(60), reason="等", now=timezone.now())
    address = url("supervision", cast.committee.pk, ledger.cycle.year) + f"?organization={cast.other_college.pk}"
    page = enter(cast.department).get(address).context
    assert ([row.item.ledger_id for row in page["rows"]], page["tally"]) == ([other.pk], Tally(overdue=1))
    assert (page["waiting"], page["chosen"]["organization"]) == (2, cast.other_college)


MOST_QUERIES = {"ledger": 9, "supervision": 13, "confirmations": 12, "annex_print": 8, "ledgers": 10}


@pytest.mark.parametrize("page", MOST_QUERIES)
def test_a_page_asks_the_same_of_one_item_and_of_thirty(cast, ledger, secretary, enter, page):
    client = enter(cast.department if page == "supervision" else secretary)
    address = {
        "ledger": url("ledger", ledger.pk),
        "annex_print": url("annex_print", ledger.pk),
        "supervision": url("supervision", cast.committee.pk, ledger.cycle.year),
    }.get(page) or url(page)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    claimed_in(ledger, secretary)
    queries()
    few = queries()
    assert few <= MOST_QUERIES[page]
    for _ in range(30):
        claimed_in(ledger, secretary)
    assert queries() == few


@pytest.mark.parametrize("page", ["ledger", "item", "confirmations", "candidates", "item_add", "bring_back"])
def test_a_page_has_one_filled_button_at_most(ledger, secretary, own, page):
    item = item_in(ledger, secretary, deadline=in_days(-1))
    claimed_in(ledger, secretary)
    args = {"item": [item.pk], "confirmations": []}.get(page, [ledger.pk])
    assert len(filled(text(own.get(url(page, *args))))) <= 1

"""What is sent to the addresses of ledgers, items, extensions, campaigns, circulars and talks."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rectification.documents.annex import annex_docx
from rectification.models import Circular, Evidence, Extension, Item, Ledger, Talk
from rectification.pages.campaign import leaders
from rectification.pages.ledger import candidates_of
from rectification.services.annex import bring_back
from rectification.services.progress import claim_item, tick_item
from tests.access.bodies.at import At, Body, forget, same
from tests.rectification.scene import in_days

CELLS = {
    "problem": "支委会缺了两次。",
    "source": "self_found",
    "responsible": "周正明",
    "measure": "每月核对。",
    "kind": "limited",
}


def _cells(_at: At) -> Body:
    return {**CELLS, "deadline": in_days(40)}


def _free(at: At) -> Body:
    """Take away what ties the item: nothing shows yet that it is done, and it is not to be longer."""
    Evidence.objects.filter(item=at.pk).delete()
    Extension.objects.filter(item=at.pk).delete()
    return {}


def _longer(at: At) -> Body:
    _free(at)
    return {"to_date": in_days(90), "reason": "等暑假施工"}


def _claimed(at: At) -> Item:
    item = Item.objects.for_pages().get(pk=at.pk)
    claim_item(item, person=at.statement.person, text="已补齐。", now=timezone.now())
    return Item.objects.for_pages().get(pk=at.pk)


def _after_claim(**body: object) -> Callable[[At], Body]:
    def words(at: At) -> Body:
        _claimed(at)
        return body

    return words


def _looked_back(at: At) -> Body:
    tick_item(_claimed(at), person=at.statement.person, now=timezone.now())
    return {"passed": "yes", "note": "保持住了"}


def _reviewed(at: At) -> Body:
    Extension.objects.filter(item=at.pk).delete()
    Item.objects.filter(pk=at.pk).update(kind="long_term", deadline=None, first_deadline=None, next_review=in_days(3))
    return {"text": "一直坚持", "next_review": in_days(30)}


def _candidates(at: At) -> Body:
    first = candidates_of(Ledger.objects.for_pages().get(pk=at.pk))[0]
    return {"choose": first.key, f"text-{first.key}": "支委会记录不全"}


def _brought(_at: At) -> Body:
    return {"file": SimpleUploadedFile("台账.docx", _annex())}


def _annex() -> bytes:
    return annex_docx("某党总支", 2026, in_days(0), [])


def _returned(at: At) -> Body:
    """Let the annex be brought back anew: what was noted of the shared one is older than the ledger."""
    ledger, data = Ledger.objects.for_pages().get(organization=at.organization.pk), _annex()
    brought = bring_back(ledger, person=at.statement.person, data=data, filename="台账.docx", now=timezone.now())
    at.args[0] = brought.pk
    return {"row-1": "new"}


def _unopened(at: At) -> Body:
    """Let there be no ledger yet."""
    forget(Ledger.objects.filter(organization=at.organization.pk))
    return {}


def _unlisted(at: At) -> Body:
    """Let no talk be listed yet."""
    forget(Talk.objects.filter(consequence__outcome__statement__round=at.pk))
    return {}


def _campaign(at: At) -> Body:
    return {"title": "整治不开会", "led_by": leaders(at.organization)[0].pk, "until": in_days(30), "plan": "一起改"}


def _talked(at: At) -> Body:
    day = timezone.localdate() - timedelta(days=1)
    return {"held_on": day, "talked_by": "张怀远", "reason": "等次一般", "demands": "限期改正", "seen": 0}


def _issued(at: At) -> Body:
    """Let the draft be issued, so that the next one is begun."""
    Circular.objects.filter(organization=at.pk).update(
        state="issued", contents=[], issued_at=timezone.now(), issued_by=at.cast.head
    )
    return {}


BODIES: dict[str, Callable[[At], Body]] = {
    "rectification:candidates": _candidates,
    "rectification:item_add": _cells,
    "rectification:ledger_file": same(),
    "rectification:bring_back": _brought,
    "rectification:annex_return": _returned,
    "rectification:ledger_open": _unopened,
    "rectification:ledgers_open": _unopened,
    "rectification:round_open": _unlisted,
    "rectification:talk": _talked,
    "rectification:item_edit": _cells,
    "rectification:item_drop": _free,
    "rectification:item_claim": same(text="已补齐。"),
    "rectification:item_withdraw": _after_claim(),
    "rectification:item_progress": same(text="开了一次会。"),
    "rectification:item_tick": _after_claim(),
    "rectification:item_return": _after_claim(reason="还差一次"),
    "rectification:item_look_back": _looked_back,
    "rectification:item_review": _reviewed,
    "rectification:extension_ask": _longer,
    "rectification:extension_decide": same(granted="yes", answer=""),
    "rectification:campaign_add": _campaign,
    "rectification:circular_draft": _issued,
    "rectification:campaign": lambda at: {
        "items": list(Item.objects.filter(ledger__organization=at.organization).values_list("pk", flat=True))
    },
    "rectification:circular": same(demand="按期改完。"),
    "rectification:circular_issue": same(),
}

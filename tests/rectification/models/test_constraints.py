"""What must never be false is refused by the database itself, whoever writes (PROMISES §3)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rectification.models import AnnexReturn, Circular, Evidence, Extension, Item, Ledger, LookBack
from tests.rectification.scene import in_days, item_in


@pytest.fixture
def item(cast, ledger):
    return item_in(ledger, cast.college_secretary)


NOW = timezone.now()
CLAIM = {"claimed_at": NOW, "claimed_by_id": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "done"} | CLAIM,
        {"state": "claimed"},
        {"state": "returned"},
        {"done_at": NOW},
        {"state": "claimed", "measure": ""} | CLAIM,
        {"state": "claimed", "responsible": ""} | CLAIM,
        {"state": "claimed", "deadline": None} | CLAIM,
        {"kind": "long_term"},
        {"kind": "long_term", "deadline": None},
        {"kind": "long_term", "deadline": None, "next_review": in_days(9), "state": "claimed"} | CLAIM,
        {"next_review": in_days(9)},
        {"deadline": in_days(1)},
        {"first_deadline": None},
        {"number": 0},
    ],
)
def test_an_item_is_never_half(cast, item, fields):
    fields = {name: cast.head.pk if name.endswith("_id") else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**fields)


@pytest.mark.parametrize("fields", [{"state": "filed"}, {"filed_on": in_days(0)}, {"tick_by": "nobody"}])
def test_a_ledger_is_never_half(ledger, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ledger.objects.filter(pk=ledger.pk).update(**fields)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Evidence, {"text": ""}),
        (LookBack, {"passed": False, "note": "看过"}),
        (LookBack, {"passed": True, "struck_at": NOW}),
        (Extension, {"from_date": in_days(9), "to_date": in_days(9), "reason": "x"}),
        (Extension, {"from_date": in_days(9), "to_date": in_days(10), "reason": ""}),
        (Extension, {"from_date": in_days(9), "to_date": in_days(10), "reason": "x", "state": "granted"}),
    ],
)
def test_what_hangs_on_an_item_is_never_half(cast, item, model, fields):
    who = {"asked_by": cast.head, "asked_at": NOW} if model is Extension else {"by": cast.head, "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(item=item, **who, **fields)


def test_an_issued_circular_is_frozen_and_an_entered_file_has_a_person(cast, ledger):
    common = {"organization": cast.committee, "cycle": ledger.cycle, "drafted_by": cast.head, "drafted_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Circular.objects.create(**common, number=1, state="issued")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnexReturn.objects.update_or_create(ledger=ledger, by=cast.head, at=NOW, seen={}, entered_at=NOW, file_id=None)

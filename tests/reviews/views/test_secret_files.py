"""Of a notice or minutes with a secrecy mark nothing is kept but when and by which account (WORDCHECK §1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from reviews.forms.preparing.cycle import cycle_values
from reviews.models import Cycle, Decision
from tests import docx, result
from tests.reviews.views.collecting.test_secret import CANARY, everything_stored
from tests.reviews.views.concluding.test_decision import typed as decision_typed


def secret():
    return SimpleUploadedFile(f"{CANARY}.docx", docx.docx(CANARY, "机密★"))


def refused_for(person, answer):
    entry = AuditEntry.objects.latest("pk")
    assert (answer.status_code, "密级标志" in answer.content.decode()) == (422, True)
    assert CANARY not in everything_stored()
    return (entry.verb, entry.after, entry.actor) == ("上传附件被拒收", {"code": "secret"}, person)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_notice(cast, year, enter, is_new):
    typed = {key: value for key, value in cycle_values(year.cycle).items() if value is not False and value is not None}
    address = reverse("reviews:cycle_new") if is_new else reverse("reviews:cycle", args=[year.cycle.pk])
    given = typed | {"year": year.cycle.year + is_new, "notice_file": secret()}
    assert refused_for(cast.department, enter(cast.department).post(address, given))
    assert Cycle.objects.count() == 1


def test_minutes(cast, year, enter):
    top = result.evaluating(year.top, "best", "second", "third")
    address = reverse("reviews:decision_enter", args=[top.pk])
    given = decision_typed(top, minutes_file=secret())
    assert refused_for(cast.department, enter(cast.department).post(address, given))
    assert not Decision.objects.exists()

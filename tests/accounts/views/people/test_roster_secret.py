"""Of a roster with a secrecy mark nothing is kept but when and by which account (WORDCHECK §1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry, Roster
from tests import xlsx
from tests.reviews.views.collecting.test_secret import CANARY, everything_stored

MANY = [(f"03{number:04}", "白石", "") for number in range(600)]


@pytest.mark.parametrize("rows", [[("020001", "白石", "")], MANY])
@pytest.mark.parametrize(("name", "mark"), [("名册.xlsx", "机密★1年"), ("秘密☆名册.xlsx", "")])
def test_of_a_roster_with_a_mark_no_word_is_kept(cast, enter, name, mark, rows):
    data = xlsx.roster(人员=[*rows, ("029999", CANARY, mark)])
    file = SimpleUploadedFile(f"{CANARY}{name}", data)
    answer = enter(cast.department).post(reverse("accounts:roster_upload", args=[cast.committee.pk]), {"file": file})
    assert (answer.status_code, "密级标志" in answer.content.decode()) == (422, True)
    assert not Roster.objects.exists()
    assert CANARY not in everything_stored()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, entry.actor) == ("上传名册被拒收", {"code": "secret"}, cast.department)

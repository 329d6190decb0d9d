"""Of an annex or evidence with a secrecy mark nothing is kept but when and by which account (WORDCHECK §1)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from accounts.models import AuditEntry
from rectification.documents.annex import annex_docx, annex_xlsx
from rectification.rules.annex import AnnexRow
from tests import docx
from tests.rectification.scene import item_in, ledger_of
from tests.reviews.views.collecting.test_secret import CANARY, everything_stored

ROWS = [AnnexRow(f"{CANARY}记录不全。", "周正明", "补齐。", "2027年3月31日", "")]


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def marked_header():
    document = Document(io.BytesIO(annex_docx("某", 2026, None, ROWS)))
    document.sections[0].header.paragraphs[0].text = "机密★1年"
    return saved(document)


def marked_sheet(where):
    book = load_workbook(io.BytesIO(annex_xlsx("某", 2026, None, ROWS)))
    where(book)
    return saved(book)


def a_cell(book):
    book.create_sheet("说明")["C9"] = "秘 密 ☆"


def a_printed_header(book):
    book.active.oddHeader.center.text = "绝密★"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("台账.docx", marked_header()),
        ("台账.xlsx", marked_sheet(a_cell)),
        ("台账.xlsx", marked_sheet(a_printed_header)),
        ("机密★台账.xlsx", annex_xlsx("某", 2026, None, ROWS)),
    ],
)
def test_of_an_annex_with_a_mark_no_word_is_kept(cast, year, enter, name, data):
    ledger = ledger_of(year.statement(cast.college))
    address = reverse("rectification:bring_back", args=[ledger.pk])
    answer = enter(cast.college_secretary).post(address, {"file": SimpleUploadedFile(f"{CANARY}{name}", data)})
    assert (answer.status_code, "密级标志" in answer.content.decode()) == (422, True)
    assert CANARY not in everything_stored()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, entry.actor) == ("交回台账被拒收", {"code": "secret"}, cast.college_secretary)


@pytest.mark.parametrize("verb", ["item_claim", "item_progress"])
def test_of_evidence_with_a_mark_no_word_is_kept(cast, year, enter, verb):
    item = item_in(ledger_of(year.statement(cast.college)), cast.college_secretary)
    file = SimpleUploadedFile(f"{CANARY}.docx", docx.docx(CANARY, "机密★"))
    given = {"text": "已补齐。", "attachment": file, "version": item.version}
    answer = enter(cast.college_secretary).post(reverse(f"rectification:{verb}", args=[item.pk]), given)
    assert (answer.status_code, "密级标志" in answer.content.decode()) == (422, True)
    assert CANARY not in everything_stored()
    assert not item.evidence.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, entry.actor) == ("上传附件被拒收", {"code": "secret"}, cast.college_secretary)

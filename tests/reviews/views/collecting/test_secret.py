"""Of a file with a secrecy mark nothing is kept but when and by which account (WORDCHECK §1)."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from accounts.models import AuditEntry
from tests import docx

CANARY = "CANARY7431"


def everything_stored():
    """Every row of the database and every file, as one text."""
    texts = [
        path.read_bytes().decode(errors="replace") for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()
    ]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += map(str, cursor.fetchall())
    return "".join(texts)


@pytest.mark.parametrize("mark", ["绝密★", "机密 ☆ 10年", "秘\u3000密*"])
def test_of_a_file_with_a_mark_no_word_is_kept_or_logged(cast, year, enter, mark, caplog):
    file = SimpleUploadedFile(f"{CANARY}.docx", docx.docx("述职报告", CANARY, mark))
    with caplog.at_level(logging.DEBUG):
        client = enter(cast.college_secretary)
        answer = client.post(reverse("reviews:hand_in", args=[year.statement(cast.college).pk]), {"file": file})
    assert (answer.status_code, "密级标志" in answer.content.decode()) == (422, True)
    assert CANARY not in everything_stored()
    assert CANARY not in caplog.text
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, bool(entry.at)) == ("交稿被拒收", {"code": "secret"}, True)

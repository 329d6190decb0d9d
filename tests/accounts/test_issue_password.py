import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import AuditEntry, Person


def test_the_first_to_log_in_gets_a_password_on_the_server(cast, capsys):
    call_command("issue_password", cast.department.staff_number)
    password = re.search(r"：(\S+)", capsys.readouterr().out)[1]
    person = Person.objects.get(pk=cast.department.pk)
    assert (person.check_password(password), person.must_change_password) == (True, True)
    assert AuditEntry.objects.latest("pk").actor is None


@pytest.mark.parametrize(("number", "words"), [("999999", "load the roster first"), ("010002", "停用")])
def test_nobody_and_a_disabled_account_get_none(cast, number, words):
    Person.objects.filter(staff_number="010002").update(is_active=False)
    with pytest.raises(CommandError, match=words):
        call_command("issue_password", number)

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Appointment, AuditEntry, Organization
from tests import xlsx

SCHOOL = {
    "党组织": [("", "某校党委", "", "党委", "", ""), ("", "机电党总支", "", "党总支", "某校党委", "")],
    "人员": [("1", "甲", ""), ("2", "乙", "")],
    "任职": [
        ("1", "甲", "某校党委", "书记", "2024-03-01", ""),
        ("2", "乙", "某校党委", "系统管理员", "2024-03-01", ""),
    ],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, capsys):
    """Load a roster from the command line; return what was printed."""

    def run(sheets, *options):
        path = tmp_path / "roster.xlsx"
        path.write_bytes(xlsx.roster(**sheets))
        call_command("load_roster", str(path), *options)
        return capsys.readouterr().out

    return run


def test_a_school_is_built_from_nothing(load):
    assert "total: new 6, changed 0, ended 0, doubtful 0 (blocking 0)" in load(SCHOOL)
    assert [one.path.count("/") for one in Organization.objects.order_by("pk")] == [2, 3]
    assert sorted(Appointment.objects.values_list("role", flat=True)) == ["secretary", "system_administrator"]
    assert AuditEntry.objects.latest("pk").verb == "写入名册"


def test_loading_twice_changes_nothing(load):
    load(SCHOOL)
    before = AuditEntry.objects.count()
    assert "没有要改的" in load(SCHOOL)
    assert AuditEntry.objects.count() == before


def test_a_dry_run_writes_nothing(load):
    assert "new 6" in load(SCHOOL, "--dry-run")
    assert not Organization.objects.exists()


def test_a_doubt_that_blocks_writes_nothing_and_fails(load, capsys):
    with pytest.raises(CommandError, match="没有写入"):
        load(SCHOOL | {"人员": [("1", "甲", "")]})
    assert "须改正 “任职”第 3 行“工号”" in capsys.readouterr().out
    assert not Organization.objects.exists()


def test_what_the_database_does_not_take_is_told_in_words(load):
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX only_here ON accounts_person (name)")
    with pytest.raises(CommandError, match="数据库没有收下这份名册，什么都没有写入"):
        load(SCHOOL | {"人员": [("1", "甲", ""), ("2", "乙", ""), ("3", "乙", "")]})
    assert not Organization.objects.exists()

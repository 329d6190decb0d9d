import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests import cast as casting


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path):
    """Every test keeps its files, and the head of its audit trail, in a folder of its own."""
    before = django_settings.FILES_DIR, django_settings.AUDIT_HEAD
    django_settings.FILES_DIR, django_settings.AUDIT_HEAD = tmp_path / "files", tmp_path / "audit-head"
    yield
    django_settings.FILES_DIR, django_settings.AUDIT_HEAD = before


@pytest.fixture
def cast(db):
    return casting.assemble()


@pytest.fixture
def year(cast):
    return casting.open_year(cast)


@pytest.fixture
def enter():
    """Return a client that is logged in as the person given."""

    def enter_as(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter_as

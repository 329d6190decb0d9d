"""应急后台 is closed unless the environment opens it."""

import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.urls import Resolver404, resolve

from accounts.apps import emergency_is_over
from tests import emergency
from tests.config.test_settings import COMPLETE

ASKED = "import sys, django; django.setup(); from config import urls; print('accounts.admin' in sys.modules)"


def run(*words, **env):
    return subprocess.run([sys.executable, *words], env=COMPLETE | env, capture_output=True, text=True, check=False)


def test_it_is_closed_unless_somebody_opens_it(client, db):
    assert (django_settings.EMERGENCY_ADMIN, emergency.APP in django_settings.INSTALLED_APPS) == (False, False)
    with pytest.raises(Resolver404):
        resolve("/emergency/")
    assert client.get("/emergency/").status_code == 404


@pytest.mark.parametrize(("env", "loaded"), [({}, "False"), ({"EMERGENCY_ADMIN": "1"}, "True")])
def test_nothing_of_it_is_loaded_before(env, loaded):
    assert run("-c", ASKED, **env).stdout.split() == [loaded]


def test_a_check_warns_as_long_as_it_is_open():
    told = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", EMERGENCY_ADMIN="1")
    assert (told.returncode, "accounts.W001" in told.stderr, "1 issue" in told.stderr) == (1, True, True)
    assert emergency_is_over() == []


def test_opening_and_closing_migrate_nothing():
    told = run("manage.py", "showmigrations", "admin", EMERGENCY_ADMIN="1")
    assert "(no migrations)" in told.stdout

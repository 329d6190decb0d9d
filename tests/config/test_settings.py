import subprocess
import sys

import pytest

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "0123456789abcdefghij" * 3,
    "AUDIT_KEY": "abcdefghij0123456789" * 3,
    "ALLOWED_HOSTS": "review.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def start(env):
    """Load the settings in a process of its own; return what it said."""
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_production_starts_with_everything_it_needs():
    assert start(COMPLETE).returncode == 0


@pytest.mark.parametrize("missing", ["SECRET_KEY", "AUDIT_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_refuses_to_start_without_a_secret(missing):
    outcome = start({name: value for name, value in COMPLETE.items() if name != missing})
    assert (outcome.returncode, f"{missing} must be set in production" in outcome.stderr) == (1, True)


@pytest.mark.parametrize("key", ["short", "development-only-no-secret-at-all-never-used-in-production"])
def test_production_refuses_a_secret_that_is_none(key):
    assert "SECRET_KEY must be a random text" in start(COMPLETE | {"SECRET_KEY": key}).stderr


@pytest.mark.parametrize(
    ("key", "words"),
    [("short", "AUDIT_KEY must be a random text"), (COMPLETE["SECRET_KEY"], "AUDIT_KEY must not be the SECRET_KEY")],
)
def test_production_refuses_an_audit_key_that_is_none_of_its_own(key, words):
    assert words in start(COMPLETE | {"AUDIT_KEY": key}).stderr


def test_nobody_keeps_the_audit_trail_for_less_than_six_months():
    assert "AUDIT_KEEP_DAYS must be at least 183" in start(COMPLETE | {"AUDIT_KEEP_DAYS": "30"}).stderr


SHOWN = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.REQUIRE_SECOND_FACTOR, s.SESSION_COOKIE_AGE)"


def test_production_names_and_flags_its_cookies_and_asks_for_the_second_factor():
    command = [sys.executable, "-c", f"import django; django.setup(); {SHOWN}"]
    outcome = subprocess.run(command, env=COMPLETE, capture_output=True, text=True, check=True)
    assert outcome.stdout.split() == ["__Host-session", "__Host-csrf", *["True"] * 4, "Lax", "True", "1800"]


OIDC = {"OIDC_URL": "https://id.example", "OIDC_CLIENT_ID": "shuzhi", "OIDC_SECRET": "x"}


def test_production_starts_with_single_sign_on():
    assert start(COMPLETE | OIDC | {"CAS_URL": "https://cas.example/cas"}).returncode == 0


@pytest.mark.parametrize("name", ["OIDC_URL", "CAS_URL"])
def test_production_refuses_a_single_sign_on_in_clear(name):
    assert f"{name} must begin with https" in start(COMPLETE | OIDC | {name: "http://id.example"}).stderr


@pytest.mark.parametrize("missing", ["OIDC_CLIENT_ID", "OIDC_SECRET"])
def test_production_refuses_half_a_single_sign_on(missing):
    env = COMPLETE | {name: value for name, value in OIDC.items() if name != missing}
    assert f"{missing} must be set" in start(env).stderr


def test_nobody_is_locked_out_by_a_single_sign_on_that_is_not_there():
    assert "SSO_ONLY needs OIDC_URL or CAS_URL" in start(COMPLETE | {"SSO_ONLY": "1"}).stderr
    assert start(COMPLETE | {"SSO_ONLY": "1", "CAS_URL": "https://cas.example/cas"}).returncode == 0

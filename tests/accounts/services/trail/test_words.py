"""Whatever a service records is told in Chinese on the auditor's page."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.offers import jobs as own_jobs
from accounts.services.house import job
from accounts.services.trail import audit
from accounts.services.trail.trail import line_of
from accounts.services.trail.words import code_word, label_word, page_address
from reviews.rules.hearing.meeting import Act
from reviews.wordcheck import refusals
from tests.access.test_access import patterns
from tests.trail_words import LETTERS

APPS = ("accounts", "reviews", "rectification")
ROOT = Path(own_jobs.__file__).parents[2]


def recorded(app):
    """Yield (place, field) of every field that a service of ``app`` names as it records what it does."""
    for path in sorted((ROOT / app).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in {"record", "entry_for"}:
                dicts = [one for part in call.keywords for one in ast.walk(part.value) if isinstance(one, ast.Dict)]
                dicts += [one for part in call.args[3:] for one in ast.walk(part) if isinstance(one, ast.Dict)]
                for key in (key for one in dicts for key in one.keys if isinstance(key, ast.Constant)):
                    yield f"{path.name}:{call.lineno}", str(key.value)


@pytest.mark.parametrize("app", APPS)
def test_every_field_that_is_recorded_has_its_word(app):
    fields = {one.name: str(one.verbose_name) for model in apps.get_models() if model._meta.app_label == app
              for one in model._meta.concrete_fields}  # fmt: skip
    names = list(recorded(app))
    assert len(names) > 10
    assert [(place, name) for place, name in names if LETTERS.search(fields.get(name) or label_word(name))] == []


def test_every_job_every_act_and_every_refusal_has_its_word():
    kinds = [kind for kind in job._work if LETTERS.search(job.work_names().get(kind, kind))]
    acts = [act for act in Act if LETTERS.search(code_word("act", act.value) or act)]
    codes = [code for code in (*refusals._SENTENCES, "too_large", "limits") if code_word("code", code) is None]
    assert (kinds, acts, codes) == ([], [], [])


def test_every_page_is_told_by_its_address():
    assert [name for name, _ in patterns() if not (page_address(name) or "").startswith("/")] == []
    assert page_address("accounts:person") == reverse("accounts:person", args=[7]).replace("7", "…")
    assert page_address("gone:page") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "after", "told"),
    [
        ("job", {"kind": "issue_passwords"}, "类别：发放初始密码"),
        ("person", {"page": "reviews:statement", "method": "POST"}, "页面：/statements/…/；方式：提交"),
        ("organization", {"code": "secret"}, "原因代码：带密级标志"),
        ("roster", {"new": 3, "unchanged": 2}, "新增：3；不变：2"),
    ],
)
def test_a_code_is_told_in_words(kind, after, told):
    entry = AuditEntry(verb="登录", object_type=f"accounts.{kind}", object_id=1, after=audit.plain(after))
    assert "；".join(map(str, line_of(entry).changes)) == told


def test_the_fields_that_were_changed_are_told_in_words():
    entry = AuditEntry(object_type="reviews.evaluation", object_id=1, after={"changed": ["known", "grade_reason"]})
    (change,) = line_of(entry).changes
    assert (change.label, LETTERS.search(change.after), "、" in change.after) == ("改了", None, True)

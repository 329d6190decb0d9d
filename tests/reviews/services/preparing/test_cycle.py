from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.models import Cycle, LimitsVersion
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.cycle import NeedsReason, NoticeFile, create_cycle, update_cycle, values_to_copy
from reviews.wordcheck import ReportLimits
from tests import docx

LONGER = replace(ReportLimits(), total_max=3000)


@pytest.fixture
def make(cast):
    def made(year=2031, **values):
        return create_cycle(
            year=year, notice_title="通知", issued_on=timezone.localdate(), actor=cast.department, now=timezone.now(), **values
        )  # fmt: skip

    return made


def change(cycle, person, limits=LONGER, reason="", **values):
    return update_cycle(cycle, limits=limits, reason=reason, actor=person, now=timezone.now(), **values)


def test_an_unused_year_is_simply_edited(cast, make):
    cycle = make()
    assert change(cycle, cast.department, uses_poll=True).limits == LONGER
    assert [version.number for version in cycle.limits_versions.all()] == [1]


def test_used_limits_change_as_a_new_dated_version_with_its_reason(cast, year):
    statement = year.statement(cast.college)
    first = hand_in_report(
        statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now()
    ).report
    with pytest.raises(NeedsReason):
        change(year.cycle, cast.department)
    change(year.cycle, cast.department, reason="上级通知改为三千字")
    version = LimitsVersion.objects.get(number=2)
    assert (version.limits, version.set_by, version.reason) == (LONGER, cast.department, "上级通知改为三千字")
    assert first.reading.limits.total_max == 2500


def test_what_is_copied_are_values_and_never_a_date(make):
    copied = values_to_copy(make(best_at_most="1/3", own_clauses={"N3.2b": {"label": "一", "quote": "2022年"}}))
    assert copied["best_at_most"] == "1/3"
    assert {"issued_on", "notice_title", "year", "own_clauses", "notice_file"} & set(copied) == set()


def test_a_cycles_own_wording_is_what_is_quoted(make):
    cycle = make(own_clauses={"N3.2b": {"label": "通知二之1", "quote": "2022年不超过3000字"}})
    assert (cycle.clauses["N3.2b"].label, cycle.clauses["N3.2c"].label) == ("通知二之1", "通知三之2")
    assert [one.words for one in cycle.leftovers] == ["2022"]


def test_a_notice_is_kept_under_its_name(make):
    cycle = make(notice=NoticeFile(b"%PDF", "通知.pdf"))
    assert (cycle.notice_file.size, cycle.notice_filename) == (4, "通知.pdf")


@pytest.mark.parametrize(
    "wrong",
    [{"best_at_most": "三分之一"}, {"grade_names": ["好", "好", "一般", "差"]}, {"limits": replace(ReportLimits(), total_max=-1)}],
)  # fmt: skip
def test_nonsense_is_no_year(make, wrong):
    with pytest.raises(ValidationError):
        make(**wrong)


def test_a_later_version_without_a_reason_is_refused(cast, make):
    cycle = make(limits=replace(ReportLimits(), plan_max=Fraction(1, 2)))
    with pytest.raises(IntegrityError), transaction.atomic():
        LimitsVersion.objects.create(
            cycle=cycle, number=2, limits_json=cycle.limits_json, since=timezone.now(), set_by=cast.head
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=cycle.pk).update(notice_file=None, year=1999)

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.services.house.stored_file import path_of
from reviews.models import Report
from reviews.services.collecting.acceptance import accept_report, return_report
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.rectification.scene import in_days, item_in, ledger_of


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


@pytest.fixture
def secretary(cast, enter):
    return enter(cast.college_secretary)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def upload(client, statement, data, name="述职报告.docx", **extra):
    file = SimpleUploadedFile(name, data)
    return client.post(url("hand_in", statement.pk), {"file": file}, **extra)


def hand_in(statement, data=None):
    return hand_in_report(
        statement, person=statement.person, data=data or docx.thin(), filename="a.docx", now=timezone.now()
    ).report


def text(response):
    return response.content.decode()


def test_an_upload_leads_to_the_page_that_says_the_result(secretary, statement):
    page = secretary.get(upload(secretary, statement, docx.thin())["Location"])
    assert "有 2 处不符合要求" in text(page)
    assert "第 1 稿已交，有 2 处不符合要求，截止前可以改好再传。" in text(page)


def test_a_refused_file_is_explained_and_the_earlier_version_stays(secretary, statement):
    hand_in(statement)
    response = upload(secretary, statement, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "定稿.doc")
    assert response.status_code == 422
    assert "“定稿.doc”没有保存，您前面交的第 1 稿仍然有效。" in text(response)
    assert Report.objects.count() == 1


def test_a_file_of_more_than_ten_megabytes_is_refused_by_its_size(secretary, statement):
    response = upload(secretary, statement, b"0" * (11 * 1024 * 1024))
    assert response.status_code == 413
    assert "这份文件有 11.0 MB，超过 10 MB 的上限" in text(response)


def test_no_file_at_all_is_a_sentence(secretary, statement):
    response = secretary.post(url("hand_in", statement.pk))
    assert (response.status_code, "还没有选择文件" in text(response)) == (422, True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7", b"<html></html>"])
def test_whatever_is_uploaded_is_answered_in_words(secretary, statement, data):
    assert upload(secretary, statement, data).status_code == 422


def test_after_the_deadline_the_page_says_why_nothing_is_taken(secretary, statement, year):
    hand_in(statement)
    year.top.report_due = timezone.now() - timedelta(minutes=1)
    year.top.save()
    page = secretary.get(upload(secretary, statement, docx.good())["Location"])
    assert "交稿已经截止，已交的这一稿有效" in text(page)
    assert Report.objects.count() == 1


def test_a_return_without_a_reason_asks_for_one(cast, enter, statement):
    report = hand_in(statement)
    response = enter(cast.department).post(url("report_return", report.pk), {"reason": " ", "state": "handed_in"})
    assert (response.status_code, "请写明退回原因" in text(response)) == (422, True)


def test_what_was_typed_survives_a_wrong_date(cast, enter, statement):
    report = hand_in(statement)
    given = {"reason": "问题部分请写到具体的人和事", "resubmit_on": "2020-01-01", "state": "handed_in"}
    response = enter(cast.department).post(url("report_return", report.pk), given)
    assert (response.status_code, given["reason"] in text(response)) == (422, True)


def test_what_was_typed_survives_a_race(cast, enter, statement):
    report = hand_in(statement)
    hand_in(statement, docx.good())
    given = {"reason": "问题部分请写到具体的人和事", "state": "handed_in"}
    response = enter(cast.department).post(url("report_return", report.pk), given)
    assert response.status_code == 409
    assert given["reason"] in text(response)
    assert "交了第 2 稿，您看的是第 1 稿" in text(response)


def test_what_was_typed_survives_an_expired_session(client, statement):
    report = hand_in(statement)
    response = client.post(url("report_return", report.pk), {"reason": "问题部分请写到具体的人和事"})
    assert response.status_code == 401
    assert "问题部分请写到具体的人和事" in text(response)


def test_a_returned_report_shows_its_reason_and_date(cast, secretary, statement):
    until = timezone.now() + timedelta(days=3)
    return_report(hand_in(statement), person=cast.department, reason="请写具体", resubmit_by=until, now=timezone.now())
    page = text(secretary.get(url("statement", statement.pk)))
    assert "请写具体" in page
    assert f"{timezone.localtime(until):%H:%M} 前重交" in page


def test_an_accepted_report_offers_no_upload(cast, secretary, statement):
    accept_report(hand_in(statement), person=cast.department, now=timezone.now())
    page = text(secretary.get(url("statement", statement.pk)))
    assert ("data-upload" in page, "这一稿已经接收，不用再交" in page) == (False, True)


def test_a_correction_comes_back_recalculated(secretary, statement):
    report = hand_in(statement)
    response = secretary.post(url("correct_reading", report.pk), {"paragraph": ["3", "4"], "part": "plan"})
    report.refresh_from_db()
    assert response["Location"].endswith("#p3")
    assert report.corrections == {"3": "plan", "4": "plan"}


def test_who_handed_in_hardly_a_word_is_not_told_to_sit_back(secretary, statement):
    hand_in(statement, docx.docx("述职报告", "我讲。"))
    assert "接下来不用您再做什么" not in text(secretary.get(url("statement", statement.pk)))


@pytest.mark.parametrize("given", [{"paragraph": "99", "part": "plan"}, {"paragraph": "3"}, {"part": "plan"}])
def test_a_senseless_correction_changes_nothing(secretary, statement, given):
    report = hand_in(statement)
    secretary.post(url("correct_reading", report.pk), given)
    report.refresh_from_db()
    assert report.corrections == {}


def test_the_file_comes_back_byte_for_byte_and_never_runs_here(secretary, statement):
    response = secretary.get(url("report_file", hand_in(statement).pk))
    assert b"".join(response.streaming_content) == docx.thin()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Security-Policy"].startswith("sandbox")


def test_every_version_can_be_looked_at_again(secretary, statement):
    hand_in(statement, docx.thin())
    hand_in(statement, docx.good())
    page = text(secretary.get(url("version", statement.pk, 1)))
    assert "这是第 1 稿，不是当前稿" in page
    assert "比上一稿：全文少 100 字，总结少 600 字，查摆多 400 字，打算多 100 字" in page


def test_a_version_that_never_was_is_not_found(secretary, statement):
    assert secretary.get(url("version", statement.pk, 7)).status_code == 404


def test_a_single_statement_opens_at_once(secretary, statement):
    assert secretary.get(url("statements"))["Location"] == url("statement", statement.pk)


@pytest.mark.parametrize("role", ["college_secretary", "department"])
def test_the_page_costs_the_same_with_one_version_and_with_thirty(
    cast, enter, statement, role, django_assert_max_num_queries
):
    client = enter(getattr(cast, role))
    for words in range(500, 530):
        hand_in(statement, docx.report(achievements=words))
    client.get("/")  # the session's bookkeeping, once a minute, is no part of a page
    with django_assert_max_num_queries(12):
        client.get(url("statement", statement.pk))


def test_a_lost_file_is_told_and_breaks_nothing_else(secretary, statement):
    report = hand_in(statement)
    path_of(report.file.sha256).unlink()
    page = secretary.get(url("report_file", report.pk), follow=True)
    assert "这份文件在服务器上找不到了" in text(page)
    page = secretary.post(url("correct_reading", report.pk), {"paragraph": "3", "part": "plan"}, follow=True)
    assert "这份文件在服务器上找不到了" in text(page)


def test_after_the_deadline_a_return_needs_a_date(cast, enter, statement, year):
    report = hand_in(statement)
    year.top.report_due = timezone.now() - timedelta(minutes=1)
    year.top.save()
    response = enter(cast.department).post(url("report_return", report.pk), {"reason": "请改", "state": "handed_in"})
    assert (response.status_code, "请定一个重交的日期" in text(response)) == (422, True)


def test_control_characters_never_reach_the_table(cast, enter, statement, year):
    report = hand_in(statement)
    client = enter(cast.department)
    client.post(url("report_return", report.pk), {"reason": "请\x0b改\x01好", "state": "handed_in"})
    report.refresh_from_db()
    assert report.return_reason == "请改好"
    assert client.get(url("round_summary", year.top.pk)).status_code == 200


def test_everybody_sees_that_the_author_moved_a_paragraph(cast, secretary, enter, statement):
    report = hand_in(statement)
    secretary.post(url("correct_reading", report.pk), {"paragraph": "4", "part": "plan"})
    assert "本人更正" in text(enter(cast.department).get(url("statement", statement.pk)))
    assert "作者确认过 1 段" in text(enter(cast.department).get(url("round", statement.round_id)))


def test_two_files_at_once_are_asked_to_be_one(secretary, statement):
    files = [SimpleUploadedFile("一.docx", docx.good()), SimpleUploadedFile("二.docx", docx.thin())]
    response = secretary.post(url("hand_in", statement.pk), {"file": files})
    assert (response.status_code, "一次只能传一份文件" in text(response)) == (422, True)


def test_the_page_lists_what_the_organization_has_still_to_put_right(cast, year, enter):
    statement = year.statement(cast.college)
    item = item_in(ledger_of(statement), cast.college_secretary, "活动室漏雨。", deadline=in_days(-3))
    address = reverse("rectification:item", args=[item.pk])
    for reader in (cast.college_secretary, cast.department, cast.head):
        assert address in enter(reader).get(reverse("reviews:statement", args=[statement.pk])).content.decode()


def test_who_has_left_the_post_is_not_led_to_what_the_post_owes(cast, year, enter):
    statement = year.statement(cast.college)
    item_in(ledger_of(statement), cast.college_secretary, "活动室漏雨。")
    cast.college_secretary.appointments.update(ends=in_days(-1))
    page = enter(cast.college_secretary).get(reverse("reviews:statement", args=[statement.pk]))
    assert page.status_code == 200
    assert "活动室漏雨" not in page.content.decode()

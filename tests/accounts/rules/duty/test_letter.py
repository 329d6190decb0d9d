from datetime import date, datetime, timedelta, timezone

from accounts.rules.duty.letter import Entry, chased_line, entry, letter, told_line
from accounts.rules.duty.matter import Matter

SHANGHAI = timezone(timedelta(hours=8))
TODAY = date(2026, 12, 7)


def matter(title="交述职报告", due=datetime(2026, 12, 11, 17, tzinfo=SHANGHAI), reason="第 2 稿已退回：内情"):
    return Matter("statement-1", 1, title, reason, due, "/statements/1/", "去上传")


def written(*entries, name="周正明"):
    return letter(name, entries, TODAY, site="https://review.example", settings_path="/reminders/settings/")


def test_a_letter_names_the_matter_the_date_and_the_address_of_the_button():
    text = written(entry(matter(), chased=True))
    assert text.subject == "【述职评议】交述职报告：还有 4 天"
    assert "周正明同志：" in text.body
    assert "12月11日 周五 17:00 截止，还有 4 天\n   去上传：https://review.example/statements/1/" in text.body


def test_a_letter_keeps_reasons_to_itself():
    assert "内情" not in written(entry(matter(), chased=True)).body


def test_several_matters_are_one_letter():
    text = written(entry(matter("写调研记录", None)), entry(matter(), chased=True))
    assert text.subject == "【述职评议】2 件事要办，最急的是交述职报告：还有 4 天"
    assert "您有 2 件事要办" in text.body


def test_an_organizer_reads_whom_to_telephone():
    text = written(entry(matter(), name="梁晓", times=7))
    assert text.subject == "【述职评议】1 件事多次提醒仍未办，请电话联系"
    assert "1. 梁晓：交述职报告" in text.body
    assert "已提醒 7 次" in text.body


def test_no_name_and_no_title_can_break_a_line():
    text = written(entry(matter("交报告\r\nBcc: a@b.c\u2028x"), chased=True), name="周\nBcc: a@b.c")
    assert len(text.subject.splitlines()) == 1
    assert text.body.splitlines()[0] == "周 Bcc: a@b.c同志："


def test_an_entry_survives_its_json():
    one = entry(matter(), chased=True)
    assert (Entry.from_json(one.to_json()), one.deadline) == (one, matter().due)


def test_both_sides_read_how_often_and_when_next():
    assert told_line("交述职报告", 2, date(2026, 12, 9)) == "“交述职报告”已提醒您 2 次，下次 12月9日 周三。"
    assert chased_line(2, date(2026, 12, 9)) == "已提醒 2 次，下次 12月9日 周三"
    assert chased_line(7, None) == "已提醒 7 次，不再自动提醒，请电话联系"
    assert chased_line(7, None, to_author=True) == "已提醒 7 次，不再自动提醒"

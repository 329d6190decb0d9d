"""A whole year in a real browser: from an empty database and an .xlsx roster to a √ and a circular."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import docx
from tests.browser.school import REVIEWED, School, fill, follow, in_days, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school(open_page, tmp_path, capsys) -> School:
    return School(open_page, tmp_path, capsys)


def test_a_whole_year(school):
    school.load()
    school.hand_out_passwords()
    open_the_year(school)
    for leader, organizer in (("张怀远", "林静"), ("周正明", "方敏"), ("刘晓梅", "何苗")):
        start_collecting(school, leader, organizer)
    for secretary in ("周正明", "刘晓梅", "梁晓", "陆一鸣"):
        hand_in(school, secretary)
    for organizer in ("林静", "方敏", "何苗"):
        visit_everybody(school, organizer)
        accept_all(school, organizer)
        go_on(school, organizer, "进入评议会", "评议会")
    hold_the_meeting(school)
    for organizer in ("方敏", "何苗"):
        hold_small_meetings(school, organizer)
    for leader in ("张怀远", "周正明", "刘晓梅"):
        confirm_comments(school, leader)


def open_the_year(school: School) -> None:
    year = timezone.localdate().year
    page = school.go("林静", "年度设置")
    page.get_by_role("link", name="新建年度").first.click()
    title = f"关于做好{year}年度基层党组织书记抓党建述职评议考核工作的通知"
    fill(page, year=str(year), notice_title=title, issued_on=str(timezone.localdate()))
    page.get_by_label("会上进行民主测评").check()
    press(page, "建好这个年度")
    page.get_by_role("link", name="各级一起开").click()
    fill(page, top_due=in_days(6), top_meeting=in_days(9)[:10], below_due=in_days(4), below_meeting=in_days(7)[:10])
    press(page, "各级一起开")
    expect(page.get_by_role("cell", name="外国语学院")).to_be_visible()


def start_collecting(school: School, leader: str, organizer: str) -> None:
    page = school.act(leader, "审定")
    press(page, "审定方案")
    page = school.act(organizer, "开始收稿")
    press(page, "开始收稿")
    expect(page.locator(".stages .now")).to_contain_text("收稿")


def hand_in(school: School, secretary: str) -> None:
    page = school.act(secretary, "交述职报告")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("input[type=file]").set_input_files({"name": "述职报告.docx", "mimeType": kind, "buffer": docx.good()})
    press(page, "上传并检查")
    expect(page.get_by_role("heading", name="符合要求").first).to_be_visible()


def visit_everybody(school: School, organizer: str) -> None:
    """Go to each place below once, and write one text."""
    page = school.board(organizer)
    page.get_by_role("link", name="看名单，记一次").click()
    expect(page.get_by_role("link", name="记一次").first).to_be_visible()
    for _ in range(page.get_by_role("link", name="记一次").count()):
        page.get_by_role("link", name="记一次").first.click()
        fill(page, place="党员活动室", text="活动室整洁，党员说书记常来。会议记录有3次没有签到。")
        press(page, "存下来")
        page.get_by_role("link", name="实地调研").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("实地调研：每个单位都去过了")


def accept_all(school: School, organizer: str) -> None:
    for secretary in REVIEWED[organizer]:
        page = school.board(organizer)
        follow(page, page.locator("table").get_by_role("link", name=secretary).first)
        press(page, "接收这一稿")
        expect(page.get_by_text(f"已接收{secretary}同志的第 1 稿。")).to_be_visible()


def go_on(school: School, organizer: str, verb: str, stage: str) -> None:
    """Take the round's next step."""
    page = school.board(organizer)
    press(page, verb)
    expect(page.locator(".stages .now")).to_contain_text(stage)


def hold_the_meeting(school: School) -> None:
    """Draw, let both speak, and write down what the superior says."""
    page = school.board("林静")
    follow(page, page.get_by_role("link", name="述职评议会").first)
    follow(page, page.get_by_role("link", name="安排一场会议"))
    fill(page, place="行政楼 301", expected="12", present="12")
    press(page, "安排这场会议")
    press(page, "抽签排序")
    expect(page.get_by_text("顺序由抽签确定")).to_be_visible()
    follow(page, page.get_by_role("link", name="进入会场"))
    for following in ("点评完，下一位", "点评完"):
        press(page, "开始述职")
        press(page, "述职结束，开始点评")
        page.get_by_label("一段话就行").fill("抓得实，支部活动有声有色。但是“三会一课”有2次没有开，发展党员把关不严。")
        press(page, following)
        expect(page.get_by_role("button", name=following, exact=True)).to_have_count(0)
    press(page, "结束会议")
    expect(page.get_by_role("button", name="重新打开会议")).to_be_visible()


def hold_small_meetings(school: School, organizer: str) -> None:
    """Note the meeting of one speaker after it is over: one form, no hall."""
    page = school.board(organizer)
    follow(page, page.get_by_role("link", name="述职评议会").first)
    follow(page, page.get_by_role("link", name="补记一场小会").first)
    fill(page, place="支部活动室", text="联系群众好。但是有3次组织生活没有记录。")
    press(page, "记下这场会")
    expect(page.get_by_text("会议和点评都已记下。")).to_be_visible()


def confirm_comments(school: School, leader: str) -> None:
    page = school.act(leader, "点评")
    press(page, "全部确认")
    expect(page.get_by_role("heading", level=1)).to_contain_text("点评齐了")

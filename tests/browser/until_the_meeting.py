"""The year's first half, act by act: from the cycle to the confirmed comments."""

from django.utils import timezone
from playwright.sync_api import expect

from tests import docx
from tests.browser.school import REVIEWED, School, fill, follow, in_days, leave, press


def open_the_year(school: School) -> None:
    year = timezone.localdate().year
    page = school.go("林静", "年度设置")
    leave(page, page.get_by_role("link", name="新建年度").first)
    title = f"关于做好{year}年度基层党组织书记抓党建述职评议考核工作的通知"
    fill(page, year=str(year), notice_title=title, issued_on=str(timezone.localdate()))
    page.get_by_label("会上进行民主测评").check()
    press(page, "建好这个年度")
    leave(page, page.get_by_role("link", name="各级一起开"))
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
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("heading", name="符合要求").first).to_be_visible()


def visit_everybody(school: School, organizer: str) -> None:
    """Go to each place below once, and write one text."""
    page = school.board(organizer)
    leave(page, page.get_by_role("link", name="看名单，记一次"))
    expect(page.get_by_role("link", name="记一次").first).to_be_visible()
    for _ in range(page.get_by_role("link", name="记一次").count()):
        leave(page, page.get_by_role("link", name="记一次").first)
        fill(page, place="党员活动室", text="活动室整洁，党员说书记常来。会议记录有3次没有签到。")
        press(page, "存下来")
        leave(page, page.get_by_role("link", name="实地调研").first)
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

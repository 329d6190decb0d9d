"""The year's middle, act by act: the meeting with its poll, on phones and on paper, and the comments."""

from urllib.parse import urljoin

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.school import School, fill, follow, press

SLIPS = 6
PHONE = {"width": 390, "height": 844}


def plan_the_meeting(school: School) -> None:
    """Say where, and draw the order."""
    page = school.board("林静")
    follow(page, page.get_by_role("link", name="述职评议会").first)
    follow(page, page.get_by_role("link", name="安排一场会议"))
    fill(page, place="行政楼 301", expected="12", present="12")
    press(page, "安排这场会议")
    press(page, "抽签排序")
    expect(page.get_by_text("顺序由抽签确定")).to_be_visible()


def the_meeting(school: School) -> Page:
    """Open the page of the top round's meeting."""
    page = school.board("林静")
    follow(page, page.get_by_role("link", name="述职评议会").first)
    follow(page, page.locator("td.who a").first)
    return page


def hold_the_meeting(school: School) -> None:
    """Let both speak, and write down what the superior says."""
    page = the_meeting(school)
    follow(page, page.get_by_role("link", name="进入会场"))
    for following in ("点评完，下一位", "点评完"):
        take(page, "开始述职")
        take(page, "述职结束，开始点评")
        page.get_by_label("一段话就行").fill("抓得实，支部活动有声有色。但是“三会一课”有2次没有开，发展党员把关不严。")
        take(page, following)
    take(page, "结束会议")
    expect(page.get_by_role("button", name="重新打开会议")).to_be_visible()


def take(page: Page, step: str) -> None:
    """Take a step of the hall, which stays on the page; its button gives way to the next one."""
    button = page.get_by_role("button", name=step, exact=True)
    button.click()
    expect(button).to_have_count(0)


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


def prepare_the_poll(school: School) -> tuple[list[str], str]:
    """Have slips and sheets ready, print them and begin; return the codes of the slips and of one paper sheet."""
    page = the_meeting(school)
    follow(page, page.get_by_role("link", name="备票、发票"))
    fill(page, slips=str(SLIPS), papers="2")
    press(page, "备好测评票")
    home = page.url
    press(page, "打印票签")
    expect(page.locator(".ticket")).to_have_count(SLIPS)
    codes = page.locator(".ticket .code").all_inner_texts()
    page.goto(home)
    press(page, "打印纸票")
    paper = page.locator(".code").first.inner_text().removeprefix("录入码").strip()
    page.goto(home)
    press(page, "开始测评")
    expect(page.get_by_role("heading", level=1)).to_contain_text("正在测评")
    return codes, paper


def fill_in_on_a_phone(school: School, code: str) -> None:
    """A member without an account: type the code, choose, check, hand in."""
    page: Page = school.open_page(**PHONE)
    page.goto(urljoin(school.url, reverse("reviews:poll_door")))
    page.get_by_label("票签上的短码").fill(code)
    press(page, "打开测评票")
    page.get_by_role("group").filter(has_text="周正明").first.get_by_role("radio", name="好", exact=True).check()
    page.get_by_role("group").filter(has_text="刘晓梅").first.get_by_role("radio", name="一般").check()
    press(page, "核对")
    press(page, "交票")
    expect(page.locator(".told")).to_have_text("已计入")
    page.context.close()


def count_the_poll(school: School, codes: list[str], paper: str) -> None:
    """Five phones and one sheet of paper come in; one slip stays in a pocket."""
    for code in codes[: SLIPS - 1]:
        fill_in_on_a_phone(school, code)
    page = school.pages["林静"]
    follow(page, page.get_by_role("link", name="录入纸票"))
    fill(page, slip=paper)
    page.locator("main").get_by_role("group").first.get_by_role("radio", name="较好").check()
    press(page, "录入这一张")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已交 6 张")
    follow(page, page.get_by_role("link", name="民主测评"))
    follow(page, page.get_by_role("link", name="收票结束"))
    press(page, "确认收票")
    expect(page.get_by_role("heading", level=1)).to_have_text("已收票，收回 6 张")

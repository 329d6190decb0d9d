"""The year's second half, act by act: from the evaluation to a √ and a circular."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.school import REVIEWED, School, fill, follow, leave, press

GRADES = {"周正明": "好", "刘晓梅": "一般", "梁晓": "好", "陆一鸣": "较好"}
REASON = "人不多，其他没有要等的。"


def go_on(school: School, organizer: str, verb: str) -> None:
    """Take the round's next step, with a reason where one is asked for."""
    page = school.board(organizer)
    reason = page.locator("#next #id_reason")
    if reason.count():
        reason.fill(REASON)
    leave(page, page.locator("#next").get_by_role("button", name=verb, exact=True))
    expect(page.get_by_text(f"下一步：{verb}")).to_have_count(0)


def evaluate(school: School, organizer: str) -> None:
    """Take the drafted opinion over, and propose a grade."""
    for secretary in REVIEWED[organizer]:
        page = school.board(organizer)
        follow(page, page.get_by_role("link", name="综合评价").first)
        follow(page, page.locator("main").get_by_role("link", name=secretary, exact=True).first)
        expect(page.locator("#id_problems")).not_to_be_empty()
        page.get_by_role("radio", name=GRADES[secretary], exact=True).check(force=True)
        press(page, "保存")
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"拟为“{GRADES[secretary]}”")


def decide(school: School, organizer: str, leader: str) -> None:
    """One enters what the body decided, the other confirms it."""
    page = school.board(organizer)
    follow(page, page.get_by_role("link", name="研究确定", exact=True).last)
    follow(page, page.get_by_role("link", name="登记研究结果"))
    fill(page, held_on=str(timezone.localdate()), present="应到 5 人，实到 5 人", result="同意。")
    page.locator("[name=scope]").select_option("subtree")
    press(page, "登记")
    page = school.act(leader, "核对确认研究结果")
    if page.locator("#id_reason").count():
        fill(page, reason=REASON)
    press(page, "核对无误，确认")
    expect(page.get_by_role("heading", level=1)).to_contain_text("研究确定")


def feed_back(school: School, organizer: str, leader: str) -> None:
    """Talk first where the grade asks for it, then open every letter; each reads their own."""
    for secretary in REVIEWED[organizer]:
        page = school.board(organizer)
        follow(page, page.get_by_role("link", name="反馈", exact=True).last)
        follow(page, page.locator("table").get_by_role("link", name=secretary).first)
        if GRADES[secretary] in {"一般", "差"}:
            fill(page, talked_on=str(timezone.localdate()), talked_by=leader)
            press(page, "登记")
        press(page, f"反馈给{secretary}同志")
        read = school.act(secretary, "阅知反馈意见")
        press(read, "我已阅知")
        expect(read.get_by_role("button", name="我已阅知")).to_have_count(0)


def publish(school: School, organizer: str) -> None:
    page = school.board(organizer)
    follow(page, page.get_by_role("link", name="通报", exact=True).last)
    text = page.locator("[name=text]")
    text.fill(text.input_value().split("（请归纳")[0] + "组织生活记录不全。")
    press(page, "保存，看样子")
    follow(page, page.get_by_role("link", name="去印发"))
    if page.locator("#id_reason").count():
        fill(page, reason=REASON)
    press(page, "核对无误，印发")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已印发")


def report_upward(school: School, organizer: str) -> None:
    page = school.board(organizer)
    follow(page, page.get_by_role("link", name="情况报告").last)
    text = page.locator("[name=text]")
    text.fill(re.sub(r"（请补写[^）]*）", "组织生活记录不全的，限期补齐。", text.input_value()))
    press(page, "报党委组织部")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已报党委组织部")


def supervision(school: School) -> Page:
    """Open the department's own page of the ledgers below it."""
    page = school.go("林静", "整改督查")
    own = page.locator("main").get_by_role("link", name="校党委", exact=True)
    opening = page.get_by_role("link", name="看谁已经反馈，去建账")
    for link in (own, opening):
        if link.count():
            follow(page, link.first)
            break
    return page


def open_the_ledgers(school: School) -> None:
    page = supervision(school)
    press(page, "为已反馈的单位建账")
    expect(page.get_by_role("button", name="为已反馈的单位建账")).to_have_count(0)


def draw_up_the_ledger(school: School, secretary: str) -> None:
    """Choose the problems, say who does what until when, file it, finish one and set the √."""
    page = school.act(secretary, "整改清单")
    follow(page, page.get_by_role("link", name="从材料里选"))
    page.locator("[name=choose]").first.check()
    press(page, "列入台账")
    follow(page, page.locator("article.item").first.get_by_role("link").first)
    follow(page, page.locator("a[href$='/edit/']").first)
    until = str(timezone.localdate() + timedelta(days=30))
    fill(page, responsible=secretary, measure="每月查一次组织生活记录。", deadline=until)
    press(page, "保存")


def finish_an_item(school: School, secretary: str) -> None:
    page = school.act(secretary, "整改清单")
    leave(page, page.get_by_role("button", name="填报给"))
    expect(page.get_by_text("已填报").first).to_be_visible()
    follow(page, page.get_by_role("link", name="申报完成").first)
    fill(page, text="三次记录已补齐，并且定了每月检查。")
    press(page, "申报并打“√”")
    expect(page.get_by_text("已完成").first).to_be_visible()


def circulate(school: School) -> None:
    page = supervision(school)
    press(page, "起草通报")
    fill(page, demand="没有改完的抓紧改。")
    press(page, "保存要求")
    press(page, "印发")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已印发")

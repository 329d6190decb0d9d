"""The walk of the first issue, in a real browser: upload, result, return, second version, acceptance."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests import docx
from tests.browser.school import leave

pytestmark = pytest.mark.browser


@pytest.fixture
def enter(open_page, year):
    """Tap a demo button; whatever the console complains about afterwards fails the test."""
    complaints = []

    def enter_as(title, **options):
        page = open_page(**options)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.get_by_role("button", name=title).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("办")
        return page

    yield enter_as
    refused = ("status of 4", "Status Error Code 4")  # the browser and htmx note every answer in the 400s
    assert [line for line in complaints if not any(note in line for note in refused)] == []


def upload(page, data, name="我的述职报告.docx"):
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": data})
    page.get_by_role("button", name="上传并检查").click()


def open_report(page):
    page.get_by_role("link", name="我的述职").first.click()


def test_from_the_first_draft_to_acceptance(enter):
    secretary = enter("学院书记")
    secretary.get_by_role("link", name="去上传").click()
    upload(secretary, docx.thin())
    expect(secretary.get_by_role("heading", name="有 2 处不符合要求")).to_be_visible()
    expect(secretary.locator(".mend")).to_contain_text("一次改到位")

    department = enter("组织部")
    department.get_by_role("link", name="去审阅").click()
    department.get_by_role("link", name="审下一份", exact=True).click()
    department.get_by_label("退回原因").fill("查摆问题请写到具体的人和事。")
    department.get_by_role("button", name="退回这一稿").click()
    expect(department.get_by_text("已退回，周正明同志会在待办里看到原因。")).to_be_visible()

    secretary.goto(secretary.url)
    expect(secretary.get_by_text("查摆问题请写到具体的人和事。")).to_be_visible()
    upload(secretary, docx.good())
    expect(secretary.get_by_role("heading", name="符合要求").first).to_be_visible()
    expect(secretary.locator(".versions li")).to_have_count(2)

    department.goto(department.url)
    department.get_by_role("button", name="接收这一稿").click()
    expect(department.get_by_text("已接收周正明同志的第 2 稿。")).to_be_visible()
    secretary.goto(secretary.url)
    expect(secretary.get_by_text("这一稿已经接收，不用再交").first).to_be_visible()
    expect(secretary.locator("input[type=file]")).to_have_count(0)


def test_a_refused_file_says_how_to_mend_it_and_the_next_one_is_taken(enter):
    page = enter("学院书记")
    open_report(page)
    upload(page, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "述职报告（定稿）.doc")
    expect(page.get_by_role("heading", level=1)).to_contain_text("旧格式")
    expect(page.get_by_text("“述职报告（定稿）.doc”没有保存")).to_be_visible()
    upload(page, docx.good())
    expect(page.get_by_role("heading", name="符合要求").first).to_be_visible()


def test_everything_works_on_a_phone_without_scripting(enter):
    page = enter("学院书记", width=390, height=844, java_script_enabled=False)
    page.get_by_role("link", name="去上传").click()
    upload(page, docx.thin())
    expect(page.get_by_role("heading", name="有 2 处不符合要求")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844), (360, 740)])
def test_no_page_scrolls_sideways_in_the_largest_letters(enter, width, height):
    page = enter("学院书记", width=width, height=height)
    if width < 992:
        page.locator("details.menu summary").click()
    leave(page, page.get_by_role("button", name="特大").last)
    for path in ("/", "/statements/", "/rounds/", "/help/"):
        page.goto(urljoin(page.url, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert "text-xlarge" in page.locator("html").get_attribute("class")


def test_the_author_settles_what_the_system_is_unsure_about(enter):
    page = enter("学院书记")
    open_report(page)
    mixed = "（一）组织生活不够规范。支委会记录有三次缺漏，下一步将每月检查一次记录，由组织委员负责。"
    upload(
        page,
        docx.docx(
            "2026年度述职报告",
            "一、主要工作",
            docx.filler(300),
            "二、存在问题及努力方向",
            mixed,
            docx.filler(280),
            mixed,
        ),
    )
    asked = page.locator(".para-unsure").first
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="查摆问题").click()
    expect(page.locator(".para-unsure")).to_have_count(0)  # what stands below the heading follows it
    expect(page.locator(".figure", has_text="查摆问题")).to_contain_text("符合")

"""A school that exists only as a roster, and its people as they sit before their browsers."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests import xlsx

OWN_PASSWORD = "清风-明月-2026"
SINCE = "2024-03-01"
TOP, COLLEGE, OTHER = "示例大学党委", "机电工程学院党总支", "外国语学院党总支"
ROSTER = {
    "党组织": [
        ("", TOP, "校党委", "党委", "", ""),
        ("", COLLEGE, "机电工程学院", "党总支", TOP, 1),
        ("", OTHER, "外国语学院", "党总支", TOP, 2),
        ("", "学生第一党支部", "学生第一支部", "党支部", COLLEGE, 1),
        ("", "教师第一党支部", "教师第一支部", "党支部", OTHER, 1),
    ],
    "人员": [
        ("1", "张怀远", ""),
        ("2", "林静", ""),
        ("3", "周正明", ""),
        ("4", "方敏", ""),
        ("5", "刘晓梅", ""),
        ("6", "何苗", ""),
        ("7", "梁晓", ""),
        ("8", "陆一鸣", ""),
    ],
    "任职": [
        ("1", "张怀远", TOP, "书记", SINCE, ""),
        ("2", "林静", TOP, "组织员", SINCE, ""),
        ("3", "周正明", COLLEGE, "书记", SINCE, ""),
        ("4", "方敏", COLLEGE, "组织员", SINCE, ""),
        ("5", "刘晓梅", OTHER, "书记", SINCE, ""),
        ("6", "何苗", OTHER, "组织员", SINCE, ""),
        ("7", "梁晓", "学生第一党支部", "书记", SINCE, ""),
        ("8", "陆一鸣", "教师第一党支部", "书记", SINCE, ""),
    ],
}
ROUNDS = {"林静": "校党委", "方敏": "机电工程学院", "何苗": "外国语学院"}
REVIEWED = {"林静": ("周正明", "刘晓梅"), "方敏": ("梁晓",), "何苗": ("陆一鸣",)}
NUMBERS = {name: number for number, name, _ in ROSTER["人员"]}


class School:
    """``pages`` are the people's browsers by name; everybody logs in with their own password, nobody by a demo button."""

    def __init__(self, open_page, folder: Path, capsys) -> None:
        self.open_page, self.folder, self.capsys = open_page, folder, capsys
        self.pages: dict[str, Page] = {}

    def load(self) -> None:
        """Build the school from its roster, on the server's command line."""
        path = self.folder / "名册.xlsx"
        path.write_bytes(xlsx.roster(**ROSTER))
        call_command("load_roster", str(path))
        call_command("issue_password", NUMBERS["林静"])
        self.enter("林静", re.findall(r"：(\S+-\S+)", self.capsys.readouterr().out)[-1])

    def hand_out_passwords(self) -> None:
        """Let the department issue everybody's first password; each changes it at once."""
        page = self.go("林静", "党组织")
        leave(page, page.get_by_role("link", name="校党委").first)
        press(page, "发放，显示密码条")
        slips = page.locator(".slip")
        expect(slips.first).to_be_visible()
        given = {
            slip.locator("h2").inner_text().removesuffix("同志"): slip.locator(".secret").inner_text()
            for slip in slips.all()
        }
        for name, password in given.items():
            self.enter(name, password)

    def enter(self, name: str, password: str) -> Page:
        """Log in with an initial password and set one's own."""
        page = self.pages[name] = self.open_page()
        page.locator("[name=login]").fill(NUMBERS[name])
        page.locator("[name=password]").fill(password)
        press(page, "登录")
        expect(page.get_by_role("heading", level=1)).to_have_text("先换成您自己的密码")
        fill(page, password=OWN_PASSWORD, again=OWN_PASSWORD)
        press(page, "换成新密码")
        expect(page.get_by_role("heading", level=1)).to_contain_text("办")
        return page

    def home(self, name: str) -> Page:
        """Go to somebody's 我的待办."""
        page = self.pages[name]
        page.goto(self.url)
        return page

    def go(self, name: str, entry: str) -> Page:
        """Open an entry of the letterhead."""
        page = self.home(name)
        follow(page, page.locator("header").get_by_role("link", name=entry).first)
        return page

    def act(self, name: str, matter: str) -> Page:
        """Take up one of somebody's matters by its title."""
        page = self.home(name)
        row = page.locator(".matter").filter(has_text=matter).first
        follow(page, row.get_by_role("link").last)
        return page

    def board(self, organizer: str) -> Page:
        """Open the board of the round that somebody organizes."""
        page = self.go(organizer, "本轮评议")
        own = page.locator("table").get_by_role("link", name=ROUNDS[organizer], exact=True)
        if own.count():
            follow(page, own)
        return page

    @property
    def url(self) -> str:
        """Where the school is served."""
        page = next(iter(self.pages.values()))
        return re.match(r"https?://[^/]+/", page.url)[0]


def follow(page: Page, link: Locator) -> None:
    """Go where a link leads, and wait until the page is there."""
    page.goto(urljoin(page.url, link.get_attribute("href")))


def in_days(days: int, hour: str = "17:00") -> str:
    """Return an instant as a browser's field takes it."""
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}T{hour}"


def fill(page: Page | Locator, **fields: str) -> None:
    """Fill fields by their names."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").first.fill(value)


def press(page: Page, name: str) -> None:
    """Press the button with exactly these words, and wait until the page it leads to is there."""
    leave(page, page.get_by_role("button", name=name, exact=True).first)


def leave(page: Page, control: Locator) -> None:
    """Click what leads to another page, and wait until that is there: what merely looks would still see the old one."""
    with page.expect_navigation():
        control.click()

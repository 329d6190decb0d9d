"""Reading “党组织和人员名册”: strict about what it says, kind about how it was typed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from accounts.documents.house.cell import Unreadable, code_of, day_of, mobile_of, name_of, text_of, whole_number_of
from accounts.documents.house.rows import EMPTY, Book, Cell, Sheet, opened
from accounts.documents.house.workbook import MAX_FILE_BYTES, FileRefused
from accounts.rules.house.spelling import strange_in
from accounts.rules.people.roster import (
    ORGANIZATIONS,
    PEOPLE,
    POSTS,
    SHEETS,
    Doubt,
    OrganizationRow,
    PersonRow,
    PostRow,
    Sheets,
)

MAX_ROWS = 1_000_000
MAX_COLUMNS = 40
GUIDE_TITLE = "填写说明"
TOLD_EVERY = 2000  # rows
HEAD_WITHIN = 10  # rows; a title or a note may stand above the headings
FORMULA = "这一格是公式，系统只读得到看得见的值。"
NUMBER, DAY = "数字没有看懂。", "日期没有看懂。"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, other words that people use for it, and how a cell is read."""

    field: str
    heading: str
    also: tuple[str, ...] = ()
    read: Callable[[Any], Any] = name_of
    is_required: bool = True
    trouble: str = NUMBER
    mend: str = "请填写整数，例如 3。"


DAY_MEND = "请按 2024-03-01 这样填写。"


def _last_day(value: Any) -> Any:
    return day_of(value, last=True)


COLUMNS = {
    ORGANIZATIONS: (
        Column("code", "系统编号", ("编号",), whole_number_of, is_required=False),
        Column("name", "全称", ("党组织名称", "党组织全称", "党组织", "名称")),
        Column("short", "简称", is_required=False),
        Column("kind", "类别", ("党组织类别", "类型")),
        Column("parent", "上级党组织", ("上级", "隶属党组织")),
        Column("position", "规定序", ("排序", "顺序"), whole_number_of, is_required=False),
    ),
    PEOPLE: (
        Column("number", "工号", ("职工号", "学工号", "学号", "职工编号"), code_of),
        Column("name", "姓名"),
        Column("mobile", "手机号", ("手机", "联系电话", "电话", "手机号码"), mobile_of, is_required=False),
    ),
    POSTS: (
        Column("number", "工号", ("职工号", "学工号", "学号", "职工编号"), code_of),
        Column("name", "姓名"),
        Column("organization", "党组织", ("任职党组织", "所在党组织", "党组织全称")),
        Column("role", "职务", ("党内职务",)),
        Column("starts", "任职日期", ("任职时间", "开始日期"), day_of, trouble=DAY, mend=DAY_MEND),
        Column("ends", "免职日期", ("免职时间", "结束日期"), _last_day, is_required=False, trouble=DAY, mend=DAY_MEND),
    ),
}
ROWS = {ORGANIZATIONS: OrganizationRow, PEOPLE: PersonRow, POSTS: PostRow}


@dataclass
class SheetReader:
    """Reads one sheet; collects rows, and a doubt for every cell that could not be taken."""

    title: str
    tell: Callable[[int], None]
    rows: list[Any] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def read(self, rows: Iterator[tuple[int, list[Cell]]]) -> int:
        """Read from the headings on; return the row of the headings, 0 where there are none."""
        head = self._find_head(rows)
        if head is None:
            return 0
        row, places = head
        for number, line in rows:
            if len(self.rows) == MAX_ROWS:
                self._doubt(number, "", f"超过 {MAX_ROWS} 行。", "请分成几份上传。")
                break
            if number % TOLD_EVERY == 0:
                self.tell(TOLD_EVERY)
            if any(cell.value is not None and text_of(cell.value) for cell in line):
                self._take(number, line, places)
        return row

    def _find_head(self, rows: Iterator[tuple[int, list[Cell]]]) -> tuple[int, dict[str, int]] | None:
        columns = COLUMNS[self.title]
        for number, line in rows:
            texts = [re.sub(r"\s|[*＊（(].*$", "", text_of(cell.value)) for cell in line]
            if columns[0].heading in texts or sum(bool(_column(self.title, text)) for text in texts) > 1:
                return number, self._places(number, texts)
            if number >= HEAD_WITHIN:
                break
        headings = "、".join(column.heading for column in columns)
        self._doubt(0, "", "没有找到表头。", f"请用模板的表头：{headings}。")
        return None

    def _places(self, row: int, texts: list[str]) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, text in enumerate(texts):
            column = _column(self.title, text)
            if column and column.field not in places:
                places[column.field] = place
            elif text:
                why = "和前面的一列重复" if column else "不是名册的栏目"
                self._doubt(row, text, f"“{text}”{why}，这一列没有读。", "不需要的列不用删，确认即可。", blocks=False)
        for column in COLUMNS[self.title]:
            if column.is_required and column.field not in places:
                self._doubt(row, column.heading, f"缺少“{column.heading}”这一列。", "请用模板的表头。")
        return places

    def _take(self, number: int, line: list[Cell], places: dict[str, int]) -> None:
        values = {}
        for column in COLUMNS[self.title]:
            place = places.get(column.field, MAX_COLUMNS)
            values[column.field] = self._value(number, column, line[place] if place < len(line) else EMPTY)
        self.rows.append(ROWS[self.title](row=number, **values))

    def _value(self, number: int, column: Column, cell: Cell) -> Any:
        value, kind = cell
        if kind == "f":
            self._doubt(number, column.heading, FORMULA, "请复制这一列，再“选择性粘贴”为“数值”。")
            value = None
        elif kind == "e":
            self._doubt(number, column.heading, f"这一格是错误值“{value}”。", "请改成正确的内容，没有就清空。")
            value = None
        elif isinstance(value, bool):
            value = None
        elif isinstance(value, str):
            self._spell(number, column, value)
        try:
            return column.read(value)
        except (Unreadable, OverflowError) as error:
            text = text_of(value)[:40]
            self._doubt(number, column.heading, f"“{text}”：{error if str(error) else column.trouble}", column.mend)
            return None

    def _spell(self, number: int, column: Column, text: str) -> None:
        strange = strange_in(text)
        if strange:
            mend = strange.mend or "写入时已经去掉，请看一遍这一格。"
            self._doubt(number, column.heading, strange.text, mend, blocks=not strange.is_unseen)

    def note_merges(self, ranges: list[str], head: int) -> None:
        """Doubt merged cells among the rows; a merged title above the headings harms nothing."""
        for text in ranges:
            match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
            if match and int(match[4]) >= head and head:
                self._doubt(int(match[2]), "", f"{text} 是合并单元格，系统只读得到左上一格。",
                            "请取消合并，每一格都填上。")  # fmt: skip

    def _doubt(self, row: int, column: str, text: str, mend: str, *, blocks: bool = True) -> None:
        self.doubts.append(Doubt(self.title, row, column, text, mend, blocks=blocks))


def read_roster(data: bytes, *, most: int = MAX_FILE_BYTES, tell: Callable[[int], None] = lambda _: None) -> Sheets:
    """Read the bytes of an .xlsx; ``tell`` hears of every so many rows.

    Raises FileRefused where it is no table, or has none of the three sheets.
    """
    readers = {title: SheetReader(title, tell) for title in SHEETS}
    doubts: list[Doubt] = []
    with opened(data, most=most) as book:
        named = {sheet.title.strip(): sheet for sheet in book.sheets}
        if named.keys().isdisjoint(readers):
            raise FileRefused("这份文件里没有“党组织”“人员”“任职”这三张表。请下载模板，把内容填进去再上传。")
        for title, sheet in named.items():
            if title in readers:
                head = readers[title].read(book.rows(sheet, columns=MAX_COLUMNS))
                readers[title].note_merges(book.merges, head)
                doubts += readers[title].doubts
            doubts += _unusual(book, sheet, title)
    return Sheets(
        organizations=tuple(readers[ORGANIZATIONS].rows),
        people=tuple(readers[PEOPLE].rows),
        posts=tuple(readers[POSTS].rows),
        doubts=tuple(doubts),
    )


def _unusual(book: Book, sheet: Sheet, title: str) -> Iterator[Doubt]:
    """Ask about a hidden sheet that is read, and about one with rows that is not."""
    if title in SHEETS:
        if sheet.hidden:
            yield Doubt(title, 0, "", "这张表是隐藏的，里面的内容也读了。", "请取消隐藏，看过再确认。", blocks=False)
    elif title != GUIDE_TITLE and next(book.rows(sheet, columns=1), None):
        yield Doubt(
            title,
            0,
            "",
            "这张表没有读。",
            "名册只读“党组织”“人员”“任职”三张表；多余的表不用删，确认即可。",
            blocks=False,
        )


def _column(title: str, text: str) -> Column | None:
    return next((column for column in COLUMNS[title] if text in {column.heading, *column.also}), None)


def letter_of(title: str, name: str) -> str:
    """Return the letter of the column that holds the field ``name`` in our own form."""
    return get_column_letter([column.field for column in COLUMNS[title]].index(name) + 1)

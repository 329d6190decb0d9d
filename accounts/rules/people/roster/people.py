"""Comparing the sheet 人员 with the people known."""

from __future__ import annotations

import re
from collections import Counter

from accounts.rules.people.roster.values import PEOPLE, Action, Change, Known, KnownPerson, Notes, PersonRow, key_of

LONGEST_NUMBER, LONGEST_NAME = 20, 40
MOBILE = re.compile(r"1[0-9]{10}")
NUMBER = re.compile(r"[0-9A-Za-z-]+")


class PersonComparison:
    """One pass over the sheet; ``names`` and ``mobiles`` are what it comes to."""

    def __init__(self, known: Known, notes: Notes) -> None:
        self.notes = notes
        self.known = {person.number.casefold(): person for person in known.people}
        self.mobiles = {person.mobile: person.number for person in known.people if person.mobile}
        self.bare = {number.lstrip("0"): person.number for number, person in self.known.items()}
        self.numbers_by_name: dict[str, str] = {}
        for person in known.people:
            if person.editable:
                self.numbers_by_name.setdefault(key_of(person.name), person.number)
        self.names = {number: person.name for number, person in self.known.items()}
        self.rows: dict[str, PersonRow] = {}
        self.bare_rows: dict[str, str] = {}
        self.namesakes: dict[str, list[PersonRow]] = {}  # new people, by the 工号 of whom they share a name with

    def run(self, rows: tuple[PersonRow, ...]) -> None:
        """Compare all rows; ``names`` then holds the name that each 工号 (casefolded) will have."""
        for row in rows:
            if self._is_complete(row) and self._is_first(row):
                self._compare(row)
        self._ask_namesakes()
        self._ask_shortened()

    def handle(self, number: str) -> int:
        """Return the id of who has this 工号, or the negative row number of who is still to be made."""
        number = number.casefold()
        return self.known[number].id if number in self.known else -self.rows[number].row

    def is_withheld(self, number: str) -> bool:
        """Whether the first post of who has this 工号 is given elsewhere."""
        known = self.known.get(number.casefold())
        return known is not None and known.withheld

    def padded(self, number: str) -> str | None:
        """Return a 工号 that differs from ``number`` by zeros at its beginning, known or in the file."""
        bare = number.casefold().lstrip("0")
        return self.bare.get(bare) or self.bare_rows.get(bare)

    def absent(self) -> int:
        """How many people of one's own the file does not name."""
        return sum(person.editable and number not in self.rows for number, person in self.known.items())

    def _block(self, row: PersonRow, column: str, text: str, mend: str) -> None:
        self.notes.block(PEOPLE, row.row, column, text, mend)

    def _is_complete(self, row: PersonRow) -> bool:
        if not row.number or not NUMBER.fullmatch(row.number) or len(row.number) > LONGEST_NUMBER:
            text = f"“{row.number}”不像工号。" if row.number else "没有填工号。"
            self._block(row, "工号", text, "工号由 1–20 位数字、字母或短横组成；单元格请设成“文本”。")
            return False
        if not row.name or len(row.name) > LONGEST_NAME:
            text = f"姓名超过 {LONGEST_NAME} 字。" if row.name else "没有填姓名。"
            self._block(row, "姓名", text, f"请改短到 {LONGEST_NAME} 字以内。" if row.name else "请填写姓名。")
            return False
        if row.mobile and not MOBILE.fullmatch(row.mobile):
            self._block(row, "手机号", f"“{row.mobile}”不是手机号。", "手机号是以 1 开头的 11 位数字；没有可以空着。")
        return True

    def _is_first(self, row: PersonRow) -> bool:
        number = row.number.casefold()
        if number in self.rows:
            self._block(row, "工号", f"工号和第 {self.rows[number].row} 行重复。", "一人一行，请删去或改正。")
            return False
        self.rows[number] = row
        self.bare_rows[number.lstrip("0")] = row.number
        return True

    def _compare(self, row: PersonRow) -> None:
        number = row.number.casefold()
        person = self.known.get(number)
        self._check_mobile(row)
        if person is None:
            self._check_new(row)
            after: dict[str, object] = {"number": row.number, "name": row.name, "mobile": row.mobile}
            self._note(row, Action.NEW, None, {}, after)
        else:
            self._compare_known(row, person)
        self.names[number] = row.name

    def _compare_known(self, row: PersonRow, person: KnownPerson) -> None:
        after: dict[str, object] = {}
        if key_of(row.name) != key_of(person.name):
            after["name"] = row.name
        if row.mobile and row.mobile != person.mobile:
            after["mobile"] = row.mobile
        if after and not person.editable:
            column = "姓名" if "name" in after else "手机号"
            self._block(
                row, column, f"{column}和系统里的不一致，而这个人也在别处任职。", "请核对工号；确需改动，请联系组织部。"
            )
            return  # no line of the preview tells what the system holds of somebody out of reach
        if "name" in after:
            self.notes.ask(PEOPLE, row.row, "姓名", f"工号 {person.number} 在系统里是“{person.name}”，表里是“{row.name}”。",
                           "确是改名，请确认；填错了工号，请改正后再传。")  # fmt: skip
        before = {name: getattr(person, name) for name in after}
        self._note(row, Action.CHANGED if after else Action.UNCHANGED, person.id, before, after)

    def _check_mobile(self, row: PersonRow) -> None:
        if not row.mobile:
            return
        holder = self.mobiles.setdefault(row.mobile, row.number)
        if holder.casefold() != row.number.casefold():
            self._block(row, "手机号", "这个手机号已经是另一个人的。", "一个手机号只能登记给一个人，请核对。")
        elif (row.mobile in self.known or row.mobile in self.rows) and row.mobile != row.number:
            self._block(row, "手机号", "这个手机号和别人的工号相同，登录时会分不清。", "请核对工号和手机号。")

    def _check_new(self, row: PersonRow) -> None:
        if self.mobiles.get(row.number, row.number) != row.number:
            self._block(row, "工号", "这个工号和别人的手机号相同，登录时会分不清。", "请核对工号和手机号。")
        padded = self.bare.get(row.number.casefold().lstrip("0"))
        if padded:
            self._block(row, "工号", f"系统里有工号 {padded}，这里像是少了或多了开头的 0。",
                        "请把这一列设成“文本”，照工号原样填写。")  # fmt: skip
            return
        namesake = self.numbers_by_name.get(key_of(row.name))
        if namesake:
            self.namesakes.setdefault(namesake, []).append(row)

    def _ask_namesakes(self) -> None:
        """Ask once about all who are called like somebody known."""
        for number, (first, *more) in self.namesakes.items():
            rows = f"；第 {'、'.join(str(row.row) for row in more)} 行也是这个姓名" if more else ""
            self.notes.ask(PEOPLE, first.row, "姓名", f"系统里已有一位“{first.name}”，工号 {number}{rows}。",
                           "确是同名的另一人，请确认；是同一人，请改成原来的工号。")  # fmt: skip

    def _ask_shortened(self) -> None:
        """Ask about new numbers that are shorter than most, where most begin with 0: a cell of numbers loses it."""
        lengths = Counter(len(number) for number in {*self.known, *self.rows})
        usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
        if not any(len(number) == usual and number.startswith("0") for number in {*self.known, *self.rows}):
            return
        for number, row in self.rows.items():
            if number not in self.known and number.isdecimal() and len(number) < usual:
                self.notes.ask(PEOPLE, row.row, "工号", f"工号 {row.number} 比别的短，像是少了开头的 0。",
                               f"是不是 {number.zfill(usual)}？请设成“文本”再填；确是这个工号，请确认。")  # fmt: skip

    def _note(
        self, row: PersonRow, action: Action, known: int | None, before: dict[str, object], after: dict[str, object]
    ) -> None:
        label = f"{row.name}（{row.number}）"
        self.notes.changes.append(Change(PEOPLE, row.row, action, label, known, before, after))

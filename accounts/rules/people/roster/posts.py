"""Comparing the sheet 任职 with the appointments known."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from accounts.rules.people.roster.apart import Held, beside_another
from accounts.rules.people.roster.organizations import Tree
from accounts.rules.people.roster.people import PersonComparison
from accounts.rules.people.roster.values import POSTS, Action, Change, Known, KnownPost, Notes, PostRow, key_of


class Term(NamedTuple):
    """How long somebody led an organization; ``row`` is where the file says so, None where the system does."""

    starts: date
    ends: date | None
    number: str
    row: PostRow | None


SECRETARY = "书记"
NOBODY = "请核对工号，或先在“人员”表里加上这个人。"


class PostComparison:
    """One pass over the sheet, after the other two."""

    def __init__(self, known: Known, notes: Notes, *, tree: Tree, people: PersonComparison) -> None:
        self.known, self.notes, self.tree, self.people = known, notes, tree, people
        self.exact: dict[tuple[object, ...], KnownPost] = {}
        self.open: dict[tuple[object, ...], KnownPost] = {}
        self.holders: dict[int, set[tuple[str, str]]] = {}  # who holds an open reviewed post of an organization
        for post in known.posts:
            key = (post.number.casefold(), post.organization, post.role)
            self.exact[(*key, post.starts)] = post
            if post.ends is None:
                self.open[key] = post
                self._hold(post.organization, post.role, post.number)
        self.taken: dict[int, int] = {}  # id → row
        self.fresh: dict[tuple[object, ...], int] = {}  # key → row
        self.opened: list[tuple[int, PostRow]] = []
        self.held: list[Held] = []  # what the file says of everybody's posts
        self.terms: dict[int, list[Term]] = {}  # who led an organization from when to when, as it will stand

    def run(self, rows: tuple[PostRow, ...]) -> None:
        """Compare all rows."""
        starts = {(row.number.casefold(), row.role, row.starts) for row in rows}
        for row in rows:
            handle, role = self._organization(row), self._role(row)
            if self._is_person(row) and handle is not None and role and self._are_dates(row):
                self._compare(row, handle, role, starts)
        for handle, row in self.opened:
            if len(self.holders.get(handle, ())) > 1:
                who = "、".join(sorted(number for _, number in self.holders[handle]))
                self._block(row, "职务", f"“{row.organization}”会同时有不止一位在任书记（或主持工作的副书记）：工号 {who}。",
                            "请给原任的那一行填上免职日期，再写新任。")  # fmt: skip
        self._check_terms()
        self._check_apart()

    def absent(self) -> int:
        """How many open posts the file does not name."""
        return sum(post.id not in self.taken for post in self.open.values())

    def _check_terms(self) -> None:
        """Block who would lead an organization while another still does; the day of a handover may belong to both."""
        for post in self.known.posts:
            if post.id not in self.taken and post.organization in self.terms:
                self._lead(post.organization, post.role, Term(post.starts, post.ends, post.number, None))
        for terms in self.terms.values():
            terms.sort(key=lambda term: term.starts)
            for earlier, later in pairwise(terms):
                row = later.row or earlier.row
                if row and earlier.ends and later.starts < earlier.ends:
                    other = earlier if row is later.row else later
                    self._block(row, "任职日期", f"和工号 {other.number} 的任期重叠：那一任从 {other.starts} 到 {other.ends or '现在'}。",
                                "请核对两任的日期；交接那天可以同属两任。")  # fmt: skip

    def _check_apart(self) -> None:
        """Block who would guard beside another right: bulk writing asks no model (Appointment.clean)."""
        kept = {post.id: post for post in (*self.known.posts, *self.known.guards) if post.id not in self.taken}
        others = [Held(post.number.casefold(), post.role, post.starts, post.ends, None) for post in kept.values()]
        roles = {"guarding": self.known.guarding, "overseeing": self.known.overseeing}
        for row in beside_another([*self.held, *others], **roles):
            self._block(row, "职务", "安全审计员、安全管理员、系统管理员要由不同的人担任，也不能兼任书记、组织员。",
                        "请换一个人，或先结束原来的任职。")  # fmt: skip

    def _lead(self, organization: int, role: str, term: Term) -> None:
        if role in self.known.reviewed:
            self.terms.setdefault(organization, []).append(term)

    def _hold(self, organization: int, role: str, number: str) -> None:
        if role in self.known.reviewed:
            self.holders.setdefault(organization, set()).add((role, number.casefold()))

    def _block(self, row: PostRow, column: str, text: str, mend: str) -> None:
        self.notes.block(POSTS, row.row, column, text, mend)

    def _is_person(self, row: PostRow) -> bool:
        known = self.people.names.get(row.number.casefold())
        if not row.number or known is None:
            text = f"没有工号 {row.number} 的人员。" if row.number else "没有填工号。"
            padded = self.people.padded(row.number)
            mend = f"是不是 {padded}？单元格请设成“文本”，开头的 0 才不会丢。" if padded else NOBODY
            self._block(row, "工号", text, mend)
        elif known != row.name and key_of(known) != key_of(row.name):
            self._block(row, "姓名", "工号和姓名对不上。", "请核对：工号和姓名要与“人员”表一致。")
        elif self.people.is_withheld(row.number):
            self._block(
                row,
                "工号",
                "这个工号的账号已经有人在用，还没有任何任职。",
                "第一个任职请组织部办理，本表先删去这一行。",
            )
        else:
            return True
        return False

    def _organization(self, row: PostRow) -> int | None:
        found = self.tree.find(row.organization) if row.organization else []
        if len(found) == 1:
            if self.tree.is_editable(found[0]):
                return found[0]
            self._block(row, "党组织", f"“{row.organization}”的任职不归您改。", "请从本表删去这一行。")
        elif found:
            self._block(row, "党组织", f"有 {len(found)} 个党组织叫“{row.organization}”。", "请写成“上级/本级”。")
        else:
            text = f"没有找到“{row.organization}”。" if row.organization else "没有填党组织。"
            self._block(row, "党组织", text, f"{self.tree.ask(row.organization)}请照“党组织”表的全称填写。")
        return None

    def _role(self, row: PostRow) -> str | None:
        role = self.known.roles.get(row.role)
        if role is None:
            text = f"“{row.role}”不是这里能任免的职务。" if row.role else "没有填职务。"
            asked = f"是不是“{SECRETARY}”？" if row.role.endswith(SECRETARY) and "副" not in row.role else ""
            self._block(row, "职务", text, f"{asked}请从下拉里选：{'、'.join(self.known.roles)}。")
        return role

    def _are_dates(self, row: PostRow) -> bool:
        if row.starts is None:
            self._block(row, "任职日期", "没有填任职日期。", "请按 2024-03-01 这样填写。")
            return False
        if row.ends is not None and row.ends < row.starts:
            self._block(row, "免职日期", f"免职日期 {row.ends} 早于任职日期 {row.starts}。", "请核对这两个日期。")
            return False
        return True

    def _compare(self, row: PostRow, handle: int, role: str, starts: set[tuple[str, str, date | None]]) -> None:
        key = (row.number.casefold(), handle, role)
        post = self.exact.get((*key, row.starts)) or self._redated(key, row, starts)
        earlier = self.taken.get(post.id) if post else self.fresh.get((*key, row.starts))
        if earlier:
            self._block(row, "任职日期", f"和第 {earlier} 行是同一个任职。", "请删去重复的一行。")
            return
        assert row.starts is not None
        ends = row.ends or (post.ends if post else None)
        self._lead(handle, role, Term(row.starts, ends, row.number, row))
        if post:
            self.taken[post.id] = row.row
            is_as_it_was = self._compare_known(row, handle, post)
            self.held.append(Held(key[0], role, row.starts, ends, None if is_as_it_was else row))
            return
        self.held.append(Held(key[0], role, row.starts, row.ends, row))
        self._refuse_apart(row, handle, role)
        self._refuse_below(row, handle, role)
        self._ask_future(row)
        self.fresh[(*key, row.starts)] = row.row
        if row.ends is None:
            self._hold(handle, role, row.number)
            self.opened += [(handle, row)] if role in self.known.reviewed else []
        person = self.people.handle(row.number)
        after = {"person": person, "organization": handle, "role": role, "starts": row.starts, "ends": row.ends}
        self._note(row, handle, Action.NEW, None, after)

    def _redated(
        self, key: tuple[object, ...], row: PostRow, starts: set[tuple[str, str, date | None]]
    ) -> KnownPost | None:
        """Return the open post whose first day this row corrects: the file does not name it by its own day."""
        post = self.open.get(key)
        if post is None or (row.number.casefold(), row.role, post.starts) in starts:
            return None
        return post

    def _compare_known(self, row: PostRow, handle: int, post: KnownPost) -> bool:
        """Note what the file says of a known post; return whether it stays as it was."""
        after: dict[str, object] = {}
        if row.starts != post.starts:
            after["starts"] = row.starts
            self.notes.ask(POSTS, row.row, "任职日期", f"系统里的任职日期是 {post.starts}，表里是 {row.starts}。",
                           "确需更正，请确认。")  # fmt: skip
        if row.ends is not None and row.ends != post.ends:
            after["ends"] = row.ends
        if after:
            self._refuse_apart(row, handle, post.role)
        if "ends" in after and post.ends is None:
            self.holders.get(handle, set()).discard((post.role, post.number.casefold()))
            self._note(row, handle, Action.ENDED, post, after)
        else:
            self._note(row, handle, Action.CHANGED if after else Action.UNCHANGED, post, after)
        return not after

    def _ask_future(self, row: PostRow) -> None:
        if self.known.today and row.starts and row.starts > self.known.today:
            self.notes.ask(POSTS, row.row, "任职日期", f"任职日期 {row.starts} 还没有到，到那一天才算在任。",
                           "确是这样，请确认；年份写错了，请改正后再传。")  # fmt: skip

    def _refuse_apart(self, row: PostRow, handle: int, role: str) -> None:
        """Refuse to touch a post that is given elsewhere."""
        if (handle, role) in self.known.apart:
            self._block(row, "职务", "组织部的任职不在名册里改。",
                        "请从本表删去这一行，由安全管理员在“权限”里办理。")  # fmt: skip

    def _refuse_below(self, row: PostRow, handle: int, role: str) -> None:
        """Refuse a guarding post that would guard nothing: the whole school is guarded at its top."""
        if role in self.known.guarding and self.tree.parents.get(handle) is not None:
            self._block(
                row, "党组织", f"{row.role}只设在最上级党组织。", "请把这一行的党组织改成最上级的，或删去这一行。"
            )

    def _note(
        self, row: PostRow, handle: int, action: Action, post: KnownPost | None, after: dict[str, object]
    ) -> None:
        known, before = (post.id, {name: getattr(post, name) for name in after}) if post else (None, {})
        label = f"{row.name} {self.tree.told(handle)}{row.role}"
        self.notes.changes.append(Change(POSTS, row.row, action, label, known, before, after))

"""Comparing the sheet 任职 with the appointments known."""

from __future__ import annotations

from datetime import date

from accounts.rules.people.roster.organizations import Tree
from accounts.rules.people.roster.people import PersonComparison
from accounts.rules.people.roster.terms import Term, beside_another, overlapping, term_of, together
from accounts.rules.people.roster.values import POSTS, Action, Change, Known, KnownPost, Notes, PostRow, key_of

SECRETARY = "书记"
NOBODY = "请核对工号，或先在“人员”表里加上这个人。"
HANDOVER = "请核对两任的日期；交接那天可以同属两任。"
SAME_DAY = "请核对两任的日期：两任不能都只有这一天。"
OWN = "请核对两段的日期；前一段的最后一天可以是后一段的第一天。"


class PostComparison:
    """One pass over the sheet, after the other two."""

    def __init__(self, known: Known, notes: Notes, *, tree: Tree, people: PersonComparison) -> None:
        self.known, self.notes, self.tree, self.people = known, notes, tree, people
        self.exact: dict[tuple[object, ...], KnownPost] = {}
        self.open: dict[tuple[object, ...], KnownPost] = {}
        for post in known.posts:
            key = (post.number.casefold(), post.organization, post.role)
            self.exact[(*key, post.starts)] = post
            if post.ends is None:
                self.open[key] = post
        self.taken: dict[int, int] = {}  # id → row
        self.fresh: dict[tuple[object, ...], int] = {}  # key → row
        self.terms: list[Term] = []  # what the file says of everybody's posts

    def run(self, rows: tuple[PostRow, ...]) -> None:
        """Compare all rows."""
        starts = {(row.number.casefold(), row.role, row.starts) for row in rows}
        for row in rows:
            handle, role = self._organization(row), self._role(row)
            if self._is_person(row) and handle is not None and role and self._are_dates(row):
                self._compare(row, handle, role, starts)
        left = {post.id: post for post in (*self.known.posts, *self.known.others) if post.id not in self.taken}
        terms = [*self.terms, *map(term_of, left.values())]
        self._refuse_twice(terms)
        self._refuse_two_leaders(terms)
        self._refuse_beside(terms)

    def absent(self) -> int:
        """How many open posts the file does not name."""
        return sum(post.id not in self.taken for post in self.open.values())

    def _refuse_twice(self, terms: list[Term]) -> None:
        """Block who would hold one and the same post twice at once."""
        for same in together(terms, by=lambda term: term.post):
            for term, other in overlapping(same):
                self._block_term(term, f"和同一个人的另一段任期重叠：那一段{other.told}。", OWN)

    def _refuse_two_leaders(self, terms: list[Term]) -> None:
        """Block who would lead an organization while another still does."""
        leading = (term for term in terms if term.role in self.known.reviewed)
        for leaders in together(leading, by=lambda term: term.organization):
            self._refuse_two_open([term for term in leaders if term.ends is None])
            for term, other in overlapping(leaders):
                if term.ends or other.ends:
                    mend = SAME_DAY if term.starts == term.ends == other.starts == other.ends else HANDOVER
                    self._block_term(term, f"和工号 {other.number} 的任期重叠：那一任{other.told}。", mend)

    def _refuse_two_open(self, leaders: list[Term]) -> None:
        posts = {term.post: term.number for term in leaders}
        for row in (term.row for term in leaders if term.row and len(posts) > 1):
            who = "、".join(sorted(posts.values()))
            self._block(row, "职务", f"“{row.organization}”会同时有不止一位在任书记（或主持工作的副书记）：工号 {who}。",
                        "请给原任的那一行填上免职日期，再写新任。")  # fmt: skip

    def _refuse_beside(self, terms: list[Term]) -> None:
        """Block who would guard beside another right: bulk writing asks no model (Appointment.clean)."""
        for row in beside_another(terms, guarding=self.known.guarding, overseeing=self.known.overseeing):
            self._block(row, "职务", "安全审计员、安全管理员、系统管理员要由不同的人担任，也不能兼任书记、组织员。",
                        "请换一个人，或先结束原来的任职。")  # fmt: skip

    def _block_term(self, term: Term, text: str, mend: str) -> None:
        if term.row:  # what stands already was taken by the database
            self._block(term.row, "任职日期", text, mend)

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
        is_as_it_was = False
        if post:
            self.taken[post.id] = row.row
            is_as_it_was = self._compare_known(row, handle, post)
        else:
            self.fresh[(*key, row.starts)] = row.row
            self._compare_new(row, handle, role)
        ends = row.ends or (post.ends if post else None)
        self.terms.append(Term(row.number, handle, role, row.starts, ends, None if is_as_it_was else row))

    def _compare_new(self, row: PostRow, handle: int, role: str) -> None:
        """Note a post that the system does not know."""
        self._refuse_apart(row, handle, role)
        self._refuse_below(row, handle, role)
        self._ask_future(row)
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

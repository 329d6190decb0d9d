"""Comparing the sheet 党组织 with the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accounts.rules.people.naming import known_as
from accounts.rules.people.roster.names import Meant, Neighbours
from accounts.rules.people.roster.values import (
    ORGANIZATIONS,
    Action,
    Change,
    Known,
    KnownOrganization,
    Notes,
    OrganizationRow,
    key_of,
)

LONGEST_NAME, LONGEST_SHORT = 80, 40
OUTSIDE = "请从本表删去这一行；需要改动，请联系组织部。"


class Tree:
    """The organizations as they will stand: found by name, or by 上级/本级 (上上级/上级/本级) where a name occurs twice."""

    def __init__(self, known: Known) -> None:
        self.known = {entry.id: entry for entry in known.organizations}
        self.names = {entry.id: entry.name for entry in known.organizations}
        self.parents: dict[int, int | None] = {entry.id: entry.parent for entry in known.organizations}
        self.parent_names = {entry.id: self.names.get(entry.parent or 0, "") for entry in known.organizations}
        self.shorts = {entry.id: entry.short for entry in known.organizations}
        self.is_partial = known.is_partial
        self._by_name: dict[str, list[int]] = {}
        self._meant: Meant | None = None
        for handle, name in self.names.items():
            self._file(handle, name)

    def _file(self, handle: int, name: str) -> None:
        handles = self._by_name.setdefault(key_of(name), [])
        if handle not in handles:
            handles.append(handle)

    def put(self, handle: int, row: OrganizationRow) -> None:
        """Let ``row`` stand at ``handle``; its former name still finds it."""
        self.names[handle] = row.name
        self.shorts[handle] = row.short or self.shorts.get(handle, row.name)
        if row.parent:
            self.parent_names[handle] = re.split(r"[/／]", row.parent)[-1]
        self.parent_names.setdefault(handle, "")
        self._file(handle, row.name)

    def find(self, text: str) -> list[int]:
        """Return the handles that ``text`` may mean."""
        *above, name = re.split(r"[/／]", text)
        found = self._by_name.get(key_of(name), [])
        return [handle for handle in found if self.is_under(handle, above)] if above else found

    def is_under(self, handle: int | None, above: list[str]) -> bool:
        """Whether ``above`` names the next superiors of ``handle``, the nearest last; colleges of two schools may share names."""
        for wanted in reversed(above):
            if handle is None or key_of(self.parent_names.get(handle, "")) != key_of(wanted):
                return False
            handle = self.parents.get(handle)
        return True

    def ask(self, text: str) -> str:
        """Return a question about what ``text`` may mean where nothing is called so; asked once all rows are put."""
        self._meant = self._meant or Meant((name, self.shorts[handle]) for handle, name in self.names.items())
        return self._meant.ask(re.split(r"[/／]", text)[-1])

    def told(self, handle: int) -> str:
        """Return its name as it will be, with its superior's before it where it does not tell the college."""
        own, parent = self.names[handle], self.parents.get(handle) or 0
        is_well_known = not parent or (self.parents.get(parent) is None and not self.is_partial)
        return own if is_well_known else known_as(own, own, (self.names[parent], self.shorts[parent]))

    def is_editable(self, handle: int) -> bool:
        """Whether posts of this organization may be changed; one that is still to be made is one's own."""
        return handle not in self.known or self.known[handle].editable

    def circle(self, handle: int) -> bool:
        """Whether the way up from ``handle`` comes back to it."""
        seen: set[int] = set()
        step = self.parents.get(handle)
        while step is not None and step != handle and step not in seen:
            seen.add(step)
            step = self.parents.get(step)
        return step == handle


class OrganizationComparison:
    """One pass over the sheet; the tree that comes of it serves the sheet 任职."""

    def __init__(self, known: Known, notes: Notes) -> None:
        self.known, self.notes, self.tree = known, notes, Tree(known)
        self.rows: dict[int, OrganizationRow] = {}

    def run(self, rows: tuple[OrganizationRow, ...]) -> Tree:
        """Compare all rows."""
        matched = [(row, self._match(row)) for row in rows if self._is_complete(row)]
        for row, handle in matched:
            self._take(row, handle)
        for handle, row in sorted(self.rows.items(), key=lambda pair: pair[1].parent.count("/")):
            self._resolve_parent(handle, row)  # first those that name one superior: the others look further up
        self._check_circles()
        near = Neighbours((self.tree.parents.get(handle), name) for handle, name in self.tree.names.items())
        for position, (handle, row) in enumerate(self.rows.items(), start=1):
            self._change(handle, row, position, near)
        return self.tree

    def absent(self) -> int:
        """How many editable organizations the file does not name."""
        return sum(entry.editable and entry.id not in self.rows for entry in self.known.organizations)

    def _block(self, row: OrganizationRow, column: str, text: str, mend: str) -> None:
        self.notes.block(ORGANIZATIONS, row.row, column, text, mend)

    def _is_complete(self, row: OrganizationRow) -> bool:
        if not row.name:
            self._block(row, "全称", "没有填党组织的全称。", "请补上全称；不要的行请整行删去。")
        elif len(row.name) > LONGEST_NAME or len(row.short) > LONGEST_SHORT:
            column, most = ("全称", LONGEST_NAME) if len(row.name) > LONGEST_NAME else ("简称", LONGEST_SHORT)
            self._block(row, column, f"超过 {most} 字。", f"请改短到 {most} 字以内。")
        elif "/" in row.name or "／" in row.name:
            self._block(row, "全称", "名称里有斜杠，会和“上级/本级”的写法混淆。", "请去掉斜杠。")
        else:
            if row.kind not in self.known.kinds:
                kinds = "、".join(self.known.kinds)
                text = f"“{row.kind}”不是党组织的类别。" if row.kind else "没有填类别。"
                self._block(row, "类别", text, f"请从下拉里选：{kinds}。")
            return True
        return False

    def _match(self, row: OrganizationRow) -> int:
        """Return the id of the organization meant, or the negative row number of a new one."""
        if row.code is not None:
            if row.code in self.tree.known:
                return row.code
            self._block(row, "系统编号", f"没有编号 {row.code} 的党组织，或者它不归您管。",
                        "请用系统导出的编号；新建的党组织这一格空着。")  # fmt: skip
            return -row.row
        same = list(map(self.tree.known.__getitem__, self._known_named(row.name)))
        here = [entry for entry in same if self._is_below(entry, row.parent)]
        if len(here) == 1:
            return here[0].id
        if same:
            where = self.tree.names.get(same[0].parent or 0, "最上级")
            self.notes.ask(ORGANIZATIONS, row.row, "全称", f"“{where}”之下已有同名的党组织。",
                           "确是另一个，请确认新建；要调整隶属关系，请填它的系统编号（先导出名册）。")  # fmt: skip
        return -row.row

    def _known_named(self, name: str) -> list[int]:
        return [handle for handle in self.tree.find(name) if handle in self.tree.known]

    def _is_below(self, entry: KnownOrganization, parent: str) -> bool:
        *above, last = re.split(r"[/／]", parent)
        is_there = key_of(self.tree.names.get(entry.parent or 0, "")) == key_of(last)
        return (is_there and self.tree.is_under(entry.parent, above)) or not entry.editable

    def _take(self, row: OrganizationRow, handle: int) -> None:
        if handle in self.rows:
            self._block(row, "全称", f"和第 {self.rows[handle].row} 行是同一个党组织。", "请删去重复的一行。")
            return
        self.rows[handle] = row
        self.tree.put(handle, row)

    def _resolve_parent(self, handle: int, row: OrganizationRow) -> None:
        entry = self.tree.known.get(handle)
        if not row.parent or (entry and not entry.editable):
            self.tree.parents.setdefault(handle, None)
            if entry is None and (self.known.has_top or self._another_top(handle)):
                self._block(row, "上级党组织", "没有填上级党组织。", "请填上级党组织的全称；最上级只能有一个。")
            return
        found = [other for other in self.tree.find(row.parent) if other != handle]
        if len(found) == 1:
            self.tree.parents[handle] = found[0]
            return
        self.tree.parents.setdefault(handle, None)
        if not found and self.tree.find(row.parent):
            self._block(row, "上级党组织", "上级写成了它自己。", "请填它上一级党组织的全称。")
        elif not found:
            self._block(row, "上级党组织", f"没有找到“{row.parent}”。",
                        f"{self.tree.ask(row.parent)}请核对全称，或先在本表加上这个党组织；不归您管的党组织不能作上级。")  # fmt: skip
        else:
            self._block(row, "上级党组织", f"有 {len(found)} 个党组织叫“{row.parent}”。", "请写成“上级/本级”。")

    def _another_top(self, handle: int) -> bool:
        return any(
            other != handle and other < 0 and not row.parent and -other < -handle for other, row in self.rows.items()
        )

    def _check_circles(self) -> None:
        for handle, row in self.rows.items():
            if self.tree.circle(handle):
                self._block(row, "上级党组织", "上下级绕成了圈：它的上级又在它自己之下。", "请改正这几行的上级党组织。")

    def _change(self, handle: int, row: OrganizationRow, position: int, near: Neighbours) -> None:
        entry = self.tree.known.get(handle)
        after = dict(self._fields(handle, row, entry, position))
        self._check_name(handle, row, near, is_new=entry is None or "name" in after)
        if entry is None:
            self.notes.changes.append(
                Change(ORGANIZATIONS, row.row, Action.NEW, self.tree.told(handle), None, {}, after)
            )
            return
        before = {name: getattr(entry, name) for name in after}
        if after and not entry.editable:
            self._block(row, "全称", "这个党组织不归您改。", OUTSIDE)
        action = Action.CHANGED if after else Action.UNCHANGED
        self.notes.changes.append(
            Change(ORGANIZATIONS, row.row, action, self.tree.told(handle), entry.id, before, after)
        )

    def _fields(
        self, handle: int, row: OrganizationRow, entry: KnownOrganization | None, position: int
    ) -> Iterator[tuple[str, object]]:
        """Yield what is to be written; an empty cell leaves what is there."""
        parent, kind = self.tree.parents[handle], self.known.kinds.get(row.kind, "")
        if entry is None:
            yield from {"name": row.name, "short": row.short or row.name[:LONGEST_SHORT], "kind": kind}.items()
            yield from {"parent": parent, "position": position if row.position is None else row.position}.items()
            return
        if row.name != entry.name and (row.code is not None or key_of(row.name) != key_of(entry.name)):
            yield "name", row.name
        if row.short and row.short != entry.short:
            yield "short", row.short
        if kind and kind != entry.kind:
            yield "kind", kind
        if parent != entry.parent:
            yield "parent", parent
        if row.position is not None and row.position != entry.position:
            yield "position", row.position

    def _check_name(self, handle: int, row: OrganizationRow, near: Neighbours, *, is_new: bool) -> None:
        parent = self.tree.parents[handle]
        twins = [
            other for other in self.tree.find(row.name)
            if other != handle and self.tree.parents.get(other) == parent
            and key_of(self.tree.names[other]) == key_of(row.name)
        ]  # fmt: skip
        if twins:
            rows = "、".join(f"第 {self.rows[other].row} 行" for other in twins if other in self.rows)
            where = f"（{rows}）" if rows else ""
            self._block(row, "全称", f"同一个上级之下已有同名的党组织{where}。", "请改用不同的全称，或删去重复的一行。")
        similar = near.near(parent, row.name) if is_new else None
        if similar and not twins:
            self.notes.ask(ORGANIZATIONS, row.row, "全称", f"“{row.name}”和“{similar}”只差一个字。",
                           "确是两个党组织，请确认；写错了，请改正后再传。")  # fmt: skip

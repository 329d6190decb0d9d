"""Writing a plan that has been compared: organizations, then people, then posts; each change in the trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.models import Appointment, AuditEntry, Organization, Person
from accounts.rules.roster import ORGANIZATIONS, PEOPLE, POSTS, Action, Change, Plan
from accounts.services import audit
from accounts.services.organization import move_organization

BATCH = 1000
FIELDS = {"number": "staff_number"}


@transaction.atomic
def write_plan(plan: Plan, *, actor: Person | None) -> None:
    """Write all of ``plan``; raises what the database refuses, with nothing written."""
    writer = Writer(actor)
    writer.organizations([change for change in plan.writes if change.sheet == ORGANIZATIONS])
    writer.people([change for change in plan.writes if change.sheet == PEOPLE])
    writer.posts([change for change in plan.writes if change.sheet == POSTS])
    audit.record_all(writer.trail)


@dataclass
class Writer:
    """Writes in bulk; ``handles`` leads from the negative row of a new organization to its row."""

    actor: Person | None
    handles: dict[int, Organization] = field(default_factory=dict)
    trail: list[AuditEntry] = field(default_factory=list)

    def organizations(self, changes: list[Change]) -> None:
        """Rename first, so that names are free; then create level by level; then move."""
        for change in changes:
            fields = {name: value for name, value in change.after.items() if name != "parent"}
            if change.action == Action.CHANGED and fields:
                found = self._update(Organization, change, fields)
                self._note("修改党组织", found, change, fields)
        new = {-change.row: change for change in changes if change.action == Action.NEW}
        while new:
            ready = {handle: change for handle, change in new.items() if change.after["parent"] not in new}
            self._create(ready)
            new = {handle: change for handle, change in new.items() if handle not in ready}
        for change in changes:
            if change.action == Action.CHANGED and "parent" in change.after:
                assert change.known is not None
                moved = Organization.objects.get(pk=change.known)
                move_organization(moved, parent=self._organization(change.after["parent"]), actor=self.actor)

    def _create(self, ready: Mapping[int, Change]) -> None:
        rows = {
            handle: Organization(
                **{name: value for name, value in change.after.items() if name != "parent"},
                parent_id=self._parent_id(change.after["parent"]),
                path=f"/{uuid4()}/",  # the place of its own number, which only the row brings
            )
            for handle, change in ready.items()
        }
        Organization.objects.bulk_create(rows.values(), batch_size=BATCH)
        above = Organization.objects.filter(pk=OuterRef("parent_id")).values("path")[:1]
        ids = [row.pk for row in rows.values()]
        for start in range(0, len(ids), BATCH):
            Organization.objects.filter(pk__in=ids[start : start + BATCH]).update(
                path=Concat(Coalesce(Subquery(above), Value("/")), Cast(F("pk"), CharField()), Value("/"))
            )
        self.handles.update(rows)
        for handle, row in rows.items():
            self._note("新建党组织", row, ready[handle], {"name": row.name, "parent": row.parent_id})

    def people(self, changes: list[Change]) -> None:
        """Create without a password, and correct what has changed."""
        new = {change.row: change for change in changes if change.action == Action.NEW}
        rows = {
            row: Person(
                staff_number=change.after["number"], name=change.after["name"],
                mobile=change.after["mobile"] or None, password=make_password(None),
            )
            for row, change in new.items()
        }  # fmt: skip
        for change in changes:
            if change.action == Action.CHANGED:
                self._note("修改人员", self._update(Person, change, change.after), change, change.after)
        Person.objects.bulk_create(rows.values(), batch_size=BATCH)
        for row, person in rows.items():
            self._note("新建人员", person, new[row], {"staff_number": person.staff_number})

    def posts(self, changes: list[Change]) -> None:
        """End and correct first, so that the posts are free; then appoint."""
        for change in changes:
            if change.action != Action.NEW:
                post = self._update(Appointment, change, change.after)
                self._note("免职" if change.action == Action.ENDED else "更正任职", post, change, change.after)
        new = [change for change in changes if change.action == Action.NEW]
        people = self._people_of(new)
        rows = [
            Appointment(
                person_id=people[str(change.after["number"]).casefold()],
                organization_id=self._organization_id(change.after["organization"]),
                role=change.after["role"], starts=change.after["starts"], ends=change.after["ends"],
            )
            for change in new
        ]  # fmt: skip
        Appointment.objects.bulk_create(rows, batch_size=BATCH)
        for change, row in zip(new, rows, strict=True):
            self._note("任职", row, change, {"role": row.role, "starts": row.starts, "ends": row.ends})

    def _people_of(self, changes: list[Change]) -> dict[str, int]:
        if not changes:
            return {}
        wanted = {str(change.after["number"]).casefold() for change in changes}
        rows = Person.objects.values_list("staff_number", "pk").iterator()
        return {number.casefold(): pk for number, pk in rows if number.casefold() in wanted}

    def _update(self, model: Any, change: Change, fields: Mapping[str, object]) -> Any:
        names = {FIELDS.get(name, name): value for name, value in fields.items()}
        row = model.objects.select_for_update(of=("self",)).get(pk=change.known)
        for name, value in names.items():
            setattr(row, name, value)
        row.save(update_fields=list(names))
        return row

    def _organization(self, handle: object) -> Organization:
        return self.handles.get(handle) or Organization.objects.get(pk=handle)  # type: ignore[call-overload, misc]

    def _organization_id(self, handle: object) -> int:
        assert isinstance(handle, int)
        return self.handles[handle].pk if handle < 0 else handle

    def _parent_id(self, handle: object) -> int | None:
        return None if handle is None else self._organization_id(handle)

    def _note(self, verb: str, row: Any, change: Change, after: Mapping[str, object]) -> None:
        before = {name: _plain(value) for name, value in change.before.items() if name in after}
        values = {name: _plain(value) for name, value in after.items()}
        self.trail.append(audit.entry_for(self.actor, verb, row, before, values, label=change.label))


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)

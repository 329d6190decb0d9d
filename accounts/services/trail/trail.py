"""Reading the audit trail: what the auditor looks for, and each line in words (DESIGN §4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, Q
from django.utils import timezone

from accounts.documents.trail.audit import audit_book
from accounts.models import AuditEntry, Job, Person
from accounts.models.trail.audit import AuditEntryQuerySet
from accounts.rules.house.job import Produced, Progress
from accounts.rules.trail.audit import Search
from accounts.services.trail.words import CHANGED, SHOWN, code_word, label_word

EXPORT = "export_audit"
AT_ONCE = 2000  # rows a query
MOST_EXPORTED = 200_000  # rows of one file
LONGEST = 120  # characters of a value
LISTED = 10  # values of a list
OWN_APP = "accounts"
SYSTEM = "系统"
CODE = re.compile(r"[\w.:/+@-]{0,64}", re.ASCII)  # a code, a date, a number
HASH = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed, in words; ``before`` is empty where there was nothing to compare."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}：{self.before} → {self.after}" if self.before else f"{self.label}：{self.after}"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail as people read it."""

    entry: AuditEntry
    who: str
    number: str
    kind: str
    changes: tuple[Change, ...]


def search_trail(person: Person, search: Search) -> AuditEntryQuerySet:
    """Return what ``person`` may see of what is looked for; every kind of search has its index."""
    found = AuditEntry.objects.visible_to(person).select_related("actor").filter(_period(search))
    if search.who:
        found = found.filter(_acting(search.who))
    if search.verb:
        found = found.filter(verb=search.verb)
    if search.kind:
        found = found.filter(object_type=search.kind)
        if search.object_id is not None:
            found = found.filter(object_id=search.object_id)
    return found


def _period(search: Search) -> Q:
    condition = Q()
    if search.start:
        condition &= Q(at__gte=timezone.make_aware(datetime.combine(search.start, time())))
    if search.end:
        condition &= Q(at__lt=timezone.make_aware(datetime.combine(search.end + timedelta(days=1), time())))
    return condition


def _acting(who: str) -> Q:
    """Return the condition for a name, a 工号, or the system."""
    if who == SYSTEM:
        return Q(actor__isnull=True)
    people = Person.objects.filter(Q(name=who) | Q(staff_number=who)).values_list("pk", flat=True)
    return Q(actor__in=list(people))


def kind_name(object_type: str) -> str:
    """Return how people call a kind of object."""
    model = _model(object_type)
    return str(model._meta.verbose_name) if model else object_type


def _model(object_type: str) -> type[Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def line_of(entry: AuditEntry) -> TrailLine:
    """Put a line into words."""
    who, number = (entry.actor.name, entry.actor.staff_number) if entry.actor else (SYSTEM, "")
    return TrailLine(entry, who, number, kind_name(entry.object_type), tuple(_changes(entry)))


def _changes(entry: AuditEntry) -> Iterator[Change]:
    model = _model(entry.object_type)
    is_own = entry.object_type.partition(".")[0] == OWN_APP
    hidden = []
    for name in {**entry.after, **entry.before}:
        field = _field(model, name)
        label = _label(model, name)
        if not is_own and name not in SHOWN:
            hidden.append(label)
            continue
        if not is_own and name == CHANGED:
            hidden += [_label(model, one) for one in entry.after.get(name, [])]
            continue
        before, after = (_told(values, name, field, is_own=is_own) for values in (entry.before, entry.after))
        if before or after:
            yield Change(label, before, after or "无")
    if hidden:
        yield Change(SHOWN[CHANGED], "", "、".join(hidden))


def _label(model: type[Model] | None, name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field else label_word(name)


def _field(model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
    try:
        found = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _told(values: Mapping[str, Any], name: str, field: "Field[Any, Any] | None", *, is_own: bool) -> str:
    """Say a value; nothing for none."""
    value = values.get(name)
    if value is None or value == "":
        return ""
    named = dict(field.flatchoices).get(value) if field and isinstance(value, str | int) else None
    named = named or (code_word(name, value) if isinstance(value, str) else None)
    if named:
        return str(named)
    if field and field.is_relation and isinstance(value, int):
        return f"编号 {value}"
    return _plain(value, is_own=is_own)


def _plain(value: Any, *, is_own: bool) -> str:
    """Say a value as far as the auditor may read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_plain(one, is_own=is_own) for one in value[:LISTED]) + (
            f" 等 {len(value)} 项" if value[LISTED:] else ""
        )
    if isinstance(value, dict):
        return f"{len(value)} 项"
    return _text(str(value), is_own=is_own)


def _text(text: str, *, is_own: bool) -> str:
    """Shorten a text; words that the apps above record are counted, not shown: the auditor reads no review."""
    if HASH.fullmatch(text):
        return f"{text[:12]}…"
    if INSTANT.fullmatch(text):
        return text[:16].replace("T", " ")
    if not is_own and not CODE.fullmatch(text):
        return f"文字（{len(text)} 字）"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def export_in_background(job: Job, progress: Progress) -> Produced:
    """Write what was looked for as an .xlsx; whoever is no auditor any more gets an empty one."""
    found = search_trail(job.started_by, Search.from_json(job.asked))
    total = min(found.count(), MOST_EXPORTED)
    if total == MOST_EXPORTED:
        Job.objects.filter(pk=job.pk).update(
            message=f"太多了，只导出了最近的 {MOST_EXPORTED} 条；其余的请缩小时间再导。"
        )
    data = audit_book(_row(line_of(entry)) for entry in _in_pieces(found, total, progress))
    return Produced(data, "审计记录.xlsx")


def _in_pieces(found: AuditEntryQuerySet, total: int, progress: Progress) -> Iterator[AuditEntry]:
    """Yield the latest ``total`` lines, asked for in pieces so that nothing holds the database meanwhile."""
    done, before = 0, None
    while done < total:
        piece = list(found.latest_first(before)[: min(AT_ONCE, total - done)])
        if not piece:
            return
        yield from piece
        done, before = done + len(piece), (piece[-1].at, piece[-1].pk)
        progress(done, total)


def _row(line: TrailLine) -> tuple[object, ...]:
    entry = line.entry
    at = timezone.localtime(entry.at).replace(microsecond=0, tzinfo=None)  # Excel knows no zones
    changes = "；".join(map(str, line.changes))
    where = entry.address or ""
    return (
        entry.pk,
        at,
        line.who,
        line.number,
        where,
        entry.verb,
        line.kind,
        entry.object_id,
        entry.object_label,
        changes,
    )

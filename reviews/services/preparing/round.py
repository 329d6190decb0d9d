"""Opening rounds and gathering what they hold."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Job, Organization, Person
from accounts.rules.house.job import Produced
from accounts.services.house.stored_file import read_file
from accounts.services.trail import audit
from reviews.documents.collecting.released import released_docx
from reviews.documents.name import report_filename
from reviews.models import Cycle, Round, Statement
from reviews.rules.preparing.stage import next_move
from reviews.services.preparing.stage import record_move


@dataclass(frozen=True, slots=True)
class Dates:
    """Until which instant a round collects, and the day of its meeting if that is known."""

    report_due: datetime
    meeting_on: date | None = None


@transaction.atomic
def create_round(cycle: Cycle, *, organization: Organization, dates: Dates, actor: Person | None = None) -> Round:
    """Create the round in which ``organization`` reviews its direct subordinates; it prepares and collects nothing yet.

    Every subordinate with a secretary (or a deputy in charge) today gets a statement (N1.1, N1.2); on stage by
    default, written for 直属党支部 (N1.3); modes are set per person afterwards.
    """
    created = Round.objects.create(
        cycle=cycle, organization=organization, report_due=dates.report_due, meeting_on=dates.meeting_on
    )
    Statement.objects.bulk_create(new_statement(created, post) for post in reporting_posts(organization))
    after = {"report_due": dates.report_due.isoformat(), "meeting_on": str(dates.meeting_on or "")}
    audit.record(actor, "新建一轮评议", created, after=after)
    return created


def open_round(
    cycle: Cycle,
    *,
    organization: Organization,
    report_due: datetime,
    meeting_on: date | None = None,
    actor: Person | None = None,
) -> Round:
    """Create a round that is already under way when this system takes it over: it collects at once."""
    with transaction.atomic():
        opened = create_round(cycle, organization=organization, dates=Dates(report_due, meeting_on), actor=actor)
        step = next_move(opened.stage)
        assert step is not None
        record_move(opened, step, person=actor, reason="", missing=[], now=timezone.now())
    opened.refresh_from_db()
    return opened


@transaction.atomic
def open_all_levels(cycle: Cycle, *, top: Dates, below: Dates, actor: Person) -> list[Round]:
    """Create the rounds of every level at once (各级一起开) and return the new ones; what exists stays as it is.

    Every organization gets one below which a secretary is in office (N1.2); the top has dates of its own (N4.3),
    the others share theirs (N3.0) until their organizers adjust them.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    return [
        create_round(cycle, organization=one, dates=below if one.parent_id else top, actor=actor)
        for one in to_open(cycle)
    ]


def to_open(cycle: Cycle) -> QuerySet[Organization]:
    """Return below whom a secretary is in office, and who has no round of ``cycle`` yet; from the top down."""
    reporting = current_posts().filter(organization__parent=OuterRef("pk"))
    there = Round.objects.filter(cycle=cycle, organization=OuterRef("pk"))
    return Organization.objects.living().filter(Exists(reporting), ~Exists(there)).order_by("path")


def current_posts() -> QuerySet[Appointment]:
    """Return the posts that report today; an organization that has ended reports no more, nor on its last day."""
    return Appointment.objects.current(timezone.localdate()).reviewed().filter(organization__ended_on=None)


def posts_below(organization: Organization) -> QuerySet[Appointment]:
    """Return the posts of secretaries directly below ``organization``, in 规定序, the newest holder first."""
    return (
        current_posts()
        .filter(organization__parent=organization)
        .select_related("organization", "person")
        .order_by("organization__position", "organization__pk", "-starts", "-pk")
    )


def reporting_posts(organization: Organization) -> list[Appointment]:
    """Return the post that reports of each organization below: on a day of two holders the one who came last."""
    return [post for post, succeeded in _succession(organization) if not succeeded]


def leaving_posts(organization: Organization) -> list[Appointment]:
    """Return the posts below whose holders have a successor in office already, and so do not report."""
    return [post for post, succeeded in _succession(organization) if succeeded]


def _succession(organization: Organization) -> list[tuple[Appointment, bool]]:
    """Return the posts below, each with whether another holder of the same post came later."""
    newest: dict[int, int] = {}
    return [(post, newest.setdefault(post.organization_id, post.pk) != post.pk) for post in posts_below(organization)]


def new_statement(round_: Round, post: Appointment) -> Statement:
    """Return the statement, not saved, that ``post`` owes in ``round_``."""
    written = post.organization.kind == Organization.Kind.DIRECT_BRANCH
    mode = Statement.Mode.WRITTEN if written else Statement.Mode.ON_STAGE
    return Statement(round=round_, organization=post.organization, appointment=post, mode=mode)


@transaction.atomic
def exempt_statement(
    statement: Statement, *, reason: str, approved_by: Person, actor: Person | None = None
) -> Statement:
    """Note that a post does not report this year, why, and who approved it (DOMAIN §1)."""
    before = {"mode": statement.mode}
    statement.mode = Statement.Mode.NOT_THIS_YEAR
    statement.mode_reason, statement.mode_approved_by = reason, approved_by
    statement.full_clean()
    statement.save(update_fields=["mode", "mode_reason", "mode_approved_by"])
    audit.record(actor, "本年度不述职", statement, before=before, after={"mode": statement.mode, "reason": reason})
    return statement


BUNDLE = "round_bundle"


def bundle_reports(job: Job, progress: Callable[[int, int], None]) -> Produced:
    """Pack the current version of every statement of a round into one .zip, named and sorted as on the board."""
    bundled = Round.objects.select_related("cycle", "organization").get(pk=job.subject)
    rows = bundled.statements.for_pages().select_related("current_report__file").in_order()
    found = [(row.current_report, row) for row in rows if row.current_report]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for position, (report, statement) in enumerate(found, start=1):
            archive.writestr(
                f"{position:02d} {report_filename(report, statement)}", released_docx(read_file(report.file))
            )
            progress(position, len(found))
    return Produced(buffer.getvalue(), f"{bundled.organization_short}{bundled.cycle.year}年度述职报告.zip")

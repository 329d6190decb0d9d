"""Taking a roster: read and compare at once or as a job, show what would change, write exactly that."""

import hashlib
from collections.abc import Callable
from itertools import chain

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.documents.house.workbook import MAX_FILE_BYTES, FileRefused, count_rows
from accounts.documents.people.roster import read_roster
from accounts.documents.people.roster_form import roster_book
from accounts.documents.people.roster_listing import roster_listing_book
from accounts.models import Job, Organization, Person, Roster
from accounts.rules.house.job import Progress
from accounts.rules.people.roster import Action, Plan, Sheets, compare
from accounts.rules.people.roster.report import listed_changes, listed_doubts, report_of
from accounts.services.house.job import start_job
from accounts.services.house.stored_file import drop_unless_used, read_file, store_file
from accounts.services.people.organization import lock_tree
from accounts.services.people.roster_known import KINDS, is_large, known_for, roles_for
from accounts.services.people.roster_plan import write_plan
from accounts.services.trail import audit

LARGE = 500  # rows of a file; more are read and written in the background
LARGEST_ON_THE_SERVER = 100 * 1024 * 1024  # bytes; a page takes 10 MB
READ, WRITE = "roster_read", "roster_write"
AT_ONCE = "名册里有的内容正被别人改动，没有写入。请过一会儿重新上传。"
NO_LONGER = "现在不能由您写入，什么都没有改：您已经不管这个党组织，或者它已经撤销，或者您的账号已经停用。请现在管它的人重新上传。"


class RosterRefused(Exception):
    """The roster cannot be written as it was shown; the message says why, in Chinese."""


def compare_file(data: bytes, *, root: Organization | None, actor: Person | None, most: int = MAX_FILE_BYTES) -> Plan:
    """Read ``data`` and compare it with what is there; raises FileRefused where it is no roster."""
    sheets = read_roster(data, most=most)
    return compare(sheets, known_for(sheets, root=root, actor=actor))


def preview_roster(root: Organization, *, person: Person, data: bytes, filename: str) -> Roster:
    """Keep an uploaded roster and compare it; a large one, or one for a large area, waits for its job.

    Raises FileRefused where it is no roster; then nothing is kept, and of a file with a secrecy mark a line of the
    trail tells when and by which account (WORDCHECK §1).
    """
    try:
        rows = count_rows(data, filename)
        plan = None if _takes_long(rows, root, person) else compare_file(data, root=root, actor=person)
    except FileRefused as no:
        if no.is_secret:
            audit.record(person, "上传名册被拒收", root, after={"code": "secret"})
        raise
    with transaction.atomic():
        roster = Roster.objects.create(
            organization=root, file=store_file(data), filename=filename, rows=rows, uploaded_by=person
        )
        audit.record(person, "上传名册", roster, after={"filename": filename, "sha256": roster.file.sha256})
        if plan:
            _keep(roster, plan)
        else:
            start_job(person, kind=READ, subject=roster.pk, title=f"核对{filename}")
    return roster


def _takes_long(rows: int, root: Organization, actor: Person) -> bool:
    """Whether comparing is work for the background: one line is compared with all that stands in the area."""
    return rows > LARGE or is_large(root, actor=actor)


@transaction.atomic
def _keep(roster: Roster, plan: Plan) -> None:
    """Keep the preview, and as a file what a page cannot list: nobody confirms what was shown nowhere."""
    roster.report, roster.fingerprint, roster.state = report_of(plan), fingerprint(plan), Roster.State.PREVIEWED
    former, roster.listing = roster.listing, None
    if roster.report["hidden_doubts"] or roster.report["hidden_changes"]:
        roster.listing = store_file(roster_listing_book(listed_doubts(plan), listed_changes(plan)))
    Roster.objects.filter(pk=roster.pk).update(
        report=roster.report, fingerprint=roster.fingerprint, state=roster.state, listing=roster.listing
    )  # fmt: skip
    if former and former != roster.listing:
        drop_unless_used(former)


def fingerprint(plan: Plan) -> str:
    """Return the sum of exactly what would be written and what is doubtful about it."""
    written = (
        (change.sheet, change.row, change.action, change.known, sorted(change.before.items(), key=str),
         sorted(change.after.items(), key=str))
        for change in plan.writes
    )  # fmt: skip
    sum_ = hashlib.sha256()
    for line in chain(written, plan.doubts):
        sum_.update(f"{line!r}\n".encode())
    return sum_.hexdigest()


def confirm_roster(roster: Roster, *, person: Person) -> Roster:
    """Write what the preview showed, all or nothing; a large roster gets a job.

    Raises RosterRefused where a doubt blocks, or where what would be written is no longer what was shown
    (the preview is then made anew). A second click finds it written and changes nothing.
    """
    with transaction.atomic():
        Roster.objects.select_for_update().get(pk=roster.pk)
        locked = Roster.objects.select_related("organization", "file").get(pk=roster.pk)
        if locked.state != Roster.State.PREVIEWED:
            return locked
        if locked.report["blocked"]:
            raise RosterRefused("还有必须改正的地方，没有写入。请在表里改好，再上传一次。")
        if _takes_long(locked.rows, locked.organization, person):
            Roster.objects.filter(pk=locked.pk).update(state=Roster.State.WRITING)
            start_job(person, kind=WRITE, subject=locked.pk, title=f"写入{locked.filename}")
            return locked
    return _write(locked, person=person, expected=Roster.State.PREVIEWED)


def _write(roster: Roster, *, person: Person, expected: str, tell: Callable[[int], None] = lambda _: None) -> Roster:
    data = read_file(roster.file)
    if hashlib.sha256(data).hexdigest() != roster.file.sha256:
        raise RosterRefused("保存的文件和预览时不一样了，没有写入。请重新上传。")
    sheets = read_roster(data, tell=tell)
    try:
        fresh = _write_unless_changed(roster, sheets, person=person, expected=expected)
    except IntegrityError as error:
        raise RosterRefused(AT_ONCE) from error
    if fresh is not None:
        _keep(roster, fresh)
        raise RosterRefused("在您预览之后，系统里有了别的改动。下面是重新核对的结果，请再看一遍，再确认写入。")
    return Roster.objects.select_related("organization").get(pk=roster.pk)


@transaction.atomic
def _write_unless_changed(roster: Roster, sheets: Sheets, *, person: Person, expected: str) -> Plan | None:
    """Compare anew behind the lock that moves take too; return the new plan where it is not the one shown.

    Raises RosterRefused where ``person`` may no longer build there: rights are taken and given behind that lock.
    """
    lock_tree()
    if not Roster.objects.filter(pk=roster.pk, state=expected).exists():
        return None  # written by a click that was faster
    actor = Person.objects.get(pk=person.pk)  # not as they stood when it was confirmed
    root = Organization.objects.rooted_by(actor).living().filter(pk=roster.organization_id).first()
    if root is None or not actor.is_active:
        raise RosterRefused(NO_LONGER)
    plan = compare(sheets, known_for(sheets, root=root, actor=actor))
    if fingerprint(plan) != roster.fingerprint or plan.is_blocked:
        return plan
    Roster.objects.filter(pk=roster.pk).update(state=Roster.State.WRITTEN, written_at=timezone.now())
    write_plan(plan, actor=actor)
    audit.record(person, "写入名册", roster, after={"sha256": roster.file.sha256, **counts(plan)})
    return None


def counts(plan: Plan) -> dict[str, int]:
    """Return how many rows come to each action."""
    return {action.value: plan.count(action) for action in Action}


def preview_file(data: bytes) -> Plan:
    """Compare a file on the server with the whole tree; nothing is written."""
    return compare_file(data, root=None, actor=None, most=LARGEST_ON_THE_SERVER)


def load_roster(data: bytes) -> Plan:
    """Write a roster from the command line, over the whole tree; nothing is written where a doubt blocks."""
    with transaction.atomic():
        lock_tree()
        plan = preview_file(data)
        if not plan.is_blocked:
            write_plan(plan, actor=None)
            top = Organization.objects.filter(parent__isnull=True).order_by("pk").first()
            if top and plan.writes:
                sum_ = hashlib.sha256(data).hexdigest()
                audit.record(None, "写入名册", top, after={"sha256": sum_, **counts(plan)})
    return plan


def read_in_background(job: Job, progress: Progress) -> None:
    """Compare a large roster; what is wrong with the file becomes its report."""
    roster = Roster.objects.select_related("organization", "file", "uploaded_by").get(pk=job.subject)
    data = read_file(roster.file)
    try:
        sheets = read_roster(data, tell=_counting(roster, progress))
    except FileRefused as refused:
        Roster.objects.filter(pk=roster.pk).update(
            report={"refused": str(refused), "blocked": True}, fingerprint="refused", state=Roster.State.PREVIEWED
        )
        return
    _keep(roster, compare(sheets, known_for(sheets, root=roster.organization, actor=roster.uploaded_by)))
    progress(roster.rows, roster.rows)


def write_in_background(job: Job, progress: Progress) -> None:
    """Write a large roster that was confirmed; where it cannot be, it goes back to its preview.

    The bar tells of the reading: the writing is one transaction, of which nobody sees anything before its end.
    """
    roster = Roster.objects.select_related("organization", "file", "uploaded_by").get(pk=job.subject)
    try:
        _write(roster, person=roster.uploaded_by, expected=Roster.State.WRITING, tell=_counting(roster, progress))
    except RosterRefused as refused:
        Job.objects.filter(pk=job.pk).update(message=str(refused)[:200])
    finally:
        Roster.objects.filter(pk=roster.pk, state=Roster.State.WRITING).update(state=Roster.State.PREVIEWED)
    progress(roster.rows, roster.rows)


def _counting(roster: Roster, progress: Progress) -> Callable[[int], None]:
    """Return what moves the bar by so many rows; the last tenth is left for what follows the reading."""
    most, done = roster.rows * 9 // 10, 0
    progress(0, roster.rows)

    def tell(rows: int) -> None:
        nonlocal done
        done = min(done + rows, most)
        progress(done, roster.rows)

    return tell


def latest_job(roster: Roster) -> Job | None:
    """Return the job that reads or writes ``roster``, the latest of them."""
    jobs = Job.objects.filter(kind__in=[READ, WRITE], subject=roster.pk, started_by=roster.uploaded_by_id)
    return jobs.order_by("-pk").first()


def roster_template(actor: Person) -> bytes:
    """Return the empty form."""
    return roster_book({}, kinds=list(KINDS), roles=list(roles_for(actor)))

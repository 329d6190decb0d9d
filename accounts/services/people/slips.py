"""Initial passwords, of one person or a whole school: a job, whose slips nobody but the browser that asked can read.

That browser keeps the private key in a cookie; the job knows the public one and seals the slips with it. So no
password stands in clear in the database, in the files or in a backup; what is sealed goes after an hour.
"""

import base64
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Appointment, Job, Organization, Person
from accounts.rules.house.job import Progress
from accounts.services.entry.password import hashed, issue_password, new_password
from accounts.services.house.job import start_job
from accounts.services.house.stored_file import drop_file, read_file, store_file
from accounts.services.people.organization import places_of
from accounts.services.people.person import waiting_for_password
from accounts.services.trail import audit

ISSUE, ISSUE_ONE = "issue_passwords", "issue_password"
KEPT = timedelta(hours=1)
MOST_AT_ONCE = 300  # are issued while the browser waits
KEY, NONCE = 32, bytes(12)  # each key seals once, so its nonce may be fixed
BATCH, TOLD_EVERY = 500, 20
SlipRow = tuple[str, str, str, str]  # organization, name, number, password


class SlipsGone(Exception):
    """The slips cannot be shown any more, or not here; the message says why, in Chinese."""


class SlipOut(Exception):
    """A password has been given already: to give another makes that one worthless, so it is asked first."""


def new_key() -> str:
    """Return a private key for a page that may ask for passwords: the page and its browser alone keep it."""
    return _text(X25519PrivateKey.generate().private_bytes_raw())


@transaction.atomic
def start_issuing(root: Organization, *, person: Person, again: bool, key: str) -> Job | None:
    """Queue the issuing below ``root``, to be opened with the ``key`` of the page that asks; None where nobody waits.

    Each button of a page asks once, however often it is sent: a double click and the back button lead to the same
    slips. So does another page of the same person while the job is going. Raises SlipsGone for what is no key.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    asked = {"again": again, "public": _public(key)}
    mine = Job.objects.filter(started_by=person, kind=ISSUE, subject=root.pk, asked__again=again)
    same = Q(asked__public=asked["public"]) | ~Q(state=Job.State.DONE)
    job = mine.exclude(state=Job.State.FAILED).filter(same).first()
    if job is None and waiting_for_password(root, actor=person, today=timezone.localdate(), again=again).exists():
        return start_job(person, kind=ISSUE, subject=root.pk, title=f"发放{root.known_as}的初始密码", asked=asked)
    return job


@transaction.atomic
def issue_one(subject: Person, *, actor: Person, again: bool, key: str) -> Job:
    """Give ``subject`` an initial password at once, sealed as many are; return the job that holds the slip.

    The button of a page asks once, however often it is sent. Raises PasswordRefused as ``issue_password``, SlipsGone for
    what is no key, and SlipOut for whoever has been given a password already, unless it is to be given ``again``.
    """
    asked = {"public": _public(key)}
    Person.objects.select_for_update().get(pk=subject.pk)
    job = Job.objects.filter(started_by=actor, kind=ISSUE_ONE, subject=subject.pk, asked=asked).first()
    if job is None:
        if not again and Person.objects.get(pk=subject.pk).has_usable_password():
            raise SlipOut
        slip = issue_password(subject, actor=actor)
        rows = [(slip.organization, subject.name, subject.staff_number, slip.password)]
        end = {"state": Job.State.DONE, "finished_at": timezone.now(), "done": 1, "total": 1}
        file = store_file(_sealed(json.dumps(rows).encode(), _bytes(asked["public"])))
        title = f"{subject.name}同志的初始密码"
        job = Job.objects.create(
            kind=ISSUE_ONE, subject=subject.pk, asked=asked, title=title, started_by=actor, file=file, **end
        )
    return job


def opens_with(job: Job, key: str) -> bool:
    """Whether the slips of ``job`` are sealed for ``key``."""
    return bool(job.asked["public"] == _public(key))


def kept_slips(root: Organization, *, person: Person, now: datetime) -> list[Job]:
    """Return the jobs of ``person`` below ``root`` whose slips can still be shown, the latest first."""
    done = Job.objects.filter(started_by=person, kind=ISSUE, subject=root.pk, finished_at__gt=now - KEPT)
    return list(done.exclude(file=None).order_by("-pk"))


def issue_in_background(job: Job, progress: Progress) -> None:
    """Issue the passwords: hashed first, which takes long, then written and sealed in one transaction.

    A worker that is killed before that has changed nothing, and one that is killed after it has lost nothing.
    """
    root, today = Organization.objects.get(pk=job.subject), timezone.localdate()
    again = bool(job.asked["again"])
    people = list(waiting_for_password(root, actor=job.started_by, today=today, again=again))
    fresh: dict[int, tuple[str, str]] = {}
    for done, person in enumerate(people):
        if done % TOLD_EVERY == 0:
            progress(done, len(people))
        password = new_password()
        fresh[person.pk] = password, hashed(password)
    with transaction.atomic():
        still = waiting_for_password(root, actor=job.started_by, today=today, again=again).select_for_update(
            of=("self",)
        )
        given = [person for person in still if person.pk in fresh]
        _write(given, fresh, actor=job.started_by)
        rows = [(*fact, fresh[pk][0]) for pk, *fact in _facts(root, given)]
        file = store_file(_sealed(json.dumps(rows).encode(), _bytes(job.asked["public"])))
        end = {
            "state": Job.State.DONE,
            "finished_at": timezone.now(),
        }  # with the slips, or a second run would empty them
        Job.objects.filter(pk=job.pk).update(file=file, done=len(people), total=len(people), **end)


def _write(people: Sequence[Person], fresh: dict[int, tuple[str, str]], *, actor: Person) -> None:
    now = timezone.now()
    for person in people:
        person.password, person.must_change_password = fresh[person.pk][1], True
        person.password_issued_at, person.password_used_at = now, None
    fields = ["password", "must_change_password", "password_issued_at", "password_used_at"]
    Person.objects.bulk_update(people, fields, batch_size=BATCH)
    audit.record_rows(
        actor, (("发放初始密码", "accounts.person", one.pk, audit.label_of(one.name), {}, {}) for one in people)
    )


def _facts(root: Organization, people: Sequence[Person]) -> Iterable[tuple[int, str, str, str]]:
    """Return id, organization, name and number of each, in the order of the tree: slips are handed out by it.

    Of several posts the one below ``root`` names the place: whoever issues the slips knows that one.
    """
    order = places_of(Organization.objects.within(root))
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(people), BATCH):
        posts = Appointment.objects.filter(person__in=people[start : start + BATCH]).still_held(timezone.localdate())
        for post in posts.select_related("organization__parent").order_by("pk"):
            where = order.get(post.organization_id, len(order)), post.organization.told_in_full
            found[post.person_id] = min(found.get(post.person_id, where), where)
    facts = [(*found.get(one.pk, (-1, "")), one.staff_number, one.name, one.pk) for one in people]
    return [(pk, organization, name, number) for _, organization, number, name, pk in sorted(facts)]


def open_slips(job: Job, *, key: str, now: datetime) -> list[SlipRow]:
    """Return the slips of a finished job; raises SlipsGone where the hour is over or the key is another browser's."""
    if job.file is None or job.finished_at is None or now - job.finished_at > KEPT:
        raise SlipsGone("密码条已经销毁：发放一小时以后自动销毁，或者有人点过“销毁”。")
    try:
        rows = json.loads(_opened(read_file(job.file), X25519PrivateKey.from_private_bytes(_bytes(key))))
    except (InvalidTag, ValueError) as error:
        raise SlipsGone("密码条只能在发放时用的那个浏览器里打开。请回到那台电脑，一小时内都打得开。") from error
    return [(str(one), str(two), str(three), str(four)) for one, two, three, four in rows]


def destroy_slips(job: Job, *, actor: Person | None) -> None:
    """Throw the sealed slips of one job away; ``actor`` is None where their hour is over."""
    with transaction.atomic():
        Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        locked = Job.objects.select_related("file").get(pk=job.pk)
        file = locked.file
        Job.objects.filter(pk=job.pk).update(file=None)
        if file:
            drop_file(file)
            audit.record(actor, "销毁密码条", locked)


def destroy_old_slips(*, now: datetime) -> int:
    """Throw away what has been kept for its hour; return of how many jobs."""
    old = list(Job.objects.filter(kind__in=(ISSUE, ISSUE_ONE), finished_at__lt=now - KEPT).exclude(file=None))
    for job in old:
        destroy_slips(job, actor=None)
    return len(old)


def _sealed(data: bytes, public: bytes) -> bytes:
    own = X25519PrivateKey.generate()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    sender = own.public_key().public_bytes_raw()
    return sender + ChaCha20Poly1305(_derived(shared, sender + public)).encrypt(NONCE, data, None)


def _opened(sealed: bytes, private: X25519PrivateKey) -> bytes:
    sender = sealed[:KEY]
    shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
    key = _derived(shared, sender + private.public_key().public_bytes_raw())
    return ChaCha20Poly1305(key).decrypt(NONCE, sealed[KEY:], None)


def _derived(shared: bytes, parties: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=parties, info=b"initial passwords").derive(shared)


def _public(key: str) -> str:
    try:
        return _text(X25519PrivateKey.from_private_bytes(_bytes(key)).public_key().public_bytes_raw())
    except ValueError as error:
        raise SlipsGone("这一页不完整，没有发放。请回到党组织的页面，重新点一次。") from error


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)

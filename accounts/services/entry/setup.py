"""The first start: a school with one person, who lets everybody else in. There is no account before it (ASVS 6.3.2)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import Appointment, Organization, Person
from accounts.services.trail import audit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # as initial passwords: nothing that looks like something else
LENGTH, GROUP = 16, 4  # 79 bits
FIRST = "/0/"  # until its own number is known


class SetupRefused(Exception):
    """The school cannot be set up; the message says why, in Chinese."""


def is_new() -> bool:
    """Whether nobody is there yet."""
    return not Person.objects.exists()


def setup_code(day: date) -> str:
    """Return the code of ``day`` that lets whoever reads the server's output set the school up.

    It is derived from the secret key, so nothing is kept; it is good for that day and the next, and for nothing once
    somebody is there.
    """
    number = int.from_bytes(salted_hmac("accounts.setup", day.isoformat(), algorithm="sha256").digest(), "big")
    letters = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def is_setup_code(typed: str, *, today: date) -> bool:
    """Whether ``typed`` is the code of today or yesterday, however its groups are divided."""
    plain = "".join(typed.split()).replace("-", "").lower()
    days = (today, today - timedelta(days=1))
    return any(constant_time_compare(plain, setup_code(day).replace("-", "")) for day in days)


@transaction.atomic
def set_up(*, school: str, short: str, staff_number: str, name: str, password: str, today: date) -> Person:
    """Create the top organization and its first organizer, who goes on with the roster; return that person.

    Raises SetupRefused where somebody is there already, also where that somebody was only a moment faster.
    """
    top = Organization(name=school, short=short, kind=Organization.Kind.COMMITTEE, path=FIRST)
    if not is_new() or not _is_first(top) or not is_new():
        raise SetupRefused("系统已经设置好了。请直接登录。")
    top.path = f"/{top.pk}/"
    top.full_clean()
    top.save(update_fields=["path"])
    person: Person = Person.objects.create_person(staff_number=staff_number, name=name, password=password)
    post = Appointment.objects.create(
        person=person, organization=top, role=Appointment.Role.ORGANIZER, starts=today
    )  # fmt: skip
    audit.record(person, "首次设置", top, after={"name": school})
    audit.record(person, "新建人员", person, after={"staff_number": staff_number})
    audit.record(person, "任职", post, after={"role": post.role, "starts": today.isoformat()})
    return person


def _is_first(top: Organization) -> bool:
    """Write the school; a second start waits here for the first one's end, and finds that there is one."""
    try:
        with transaction.atomic():
            top.save()
    except IntegrityError:
        return False
    return True

"""The ways on which a reminder reaches a person; a further one is a further entry."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from accounts.models import Delivery, Person
from accounts.rules.duty.letter import Entry, letter

Send = Callable[[Person, Sequence[Entry], date], None]


@dataclass(frozen=True, slots=True)
class Channel:
    """``wants`` tells whether a person is reached on it; ``opened`` yields what sends one reminder, or raises.

    ``leaves`` is whether anything leaves the database: if not, the row itself is the message.
    """

    name: str
    wants: Callable[[Person], bool]
    opened: Callable[[], AbstractContextManager[Send]]
    leaves: bool = True


def _always(person: Person) -> bool:
    return True


def _stay(person: Person, entries: Sequence[Entry], today: date) -> None:
    """Do nothing: the person finds the reminder in the application."""


@contextmanager
def _mail() -> Iterator[Send]:
    """Keep one connection to the mail server for a whole sweep; raises what the connection raises."""
    with get_connection() as connection:

        def send(person: Person, entries: Sequence[Entry], today: date) -> None:
            """Send one message; a broken connection is given up, so that the next message opens a new one."""
            text = letter(
                person.name,
                entries,
                today,
                site=settings.SITE_URL,
                settings_path=reverse("accounts:reminder_settings"),
            )
            message = EmailMessage(text.subject, text.body, to=[person.email or ""], connection=connection)
            message.extra_headers["Auto-Submitted"] = "auto-generated"
            try:
                message.send()
            except Exception:
                connection.close()
                raise

        yield send


def _reads_mail(person: Person) -> bool:
    return bool(settings.EMAIL_REMINDERS and person.email and person.wants_email)


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel(Delivery.Channel.IN_APP, _always, lambda: nullcontext(_stay), leaves=False),
        Channel(Delivery.Channel.EMAIL, _reads_mail, _mail),
    )
}

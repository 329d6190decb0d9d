"""应急后台: what the system administrator opens and mends there, where no page can (DESIGN §4)."""

from django.db import transaction

from accounts.models import Person
from accounts.services.entry.session import end_sessions
from accounts.services.trail import audit

OPENED, MENDED = "打开应急后台", "应急修改"


def note_opening(actor: Person, *, page: str) -> None:
    """Leave a line for a page that is opened, by its address: its name is gone once the door is closed again."""
    audit.record(actor, OPENED, actor, after={"page": page})


@transaction.atomic
def mend_person(person: Person, *, staff_number: str, forgets_email: bool, reason: str, actor: Person) -> None:
    """Correct a 工号, take an e-mail address away; raises ValidationError where the number is somebody else's.

    With another number somebody else comes in by single sign-on: who is inside by the old one is logged out.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    mended: Person = Person.objects.get(pk=person.pk)
    fields = {"staff_number": staff_number} | ({"email": None} if forgets_email else {})
    before = {name: getattr(mended, name) for name in fields if getattr(mended, name) != fields[name]}
    if not before:
        return
    for name in before:
        setattr(mended, name, fields[name])
    mended.full_clean(exclude=[field.name for field in Person._meta.fields if field.name not in before])
    mended.save(update_fields=[*before])
    if "staff_number" in before:
        end_sessions(mended)
    audit.record(
        actor, MENDED, mended, before=before, after={**{name: fields[name] for name in before}, "reason": reason}
    )

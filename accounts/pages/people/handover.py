"""What the handover sheet shows."""

from typing import Any

from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.people.handover import handover_of


def handover_page(person: Person, post: Appointment) -> dict[str, Any]:
    """Return the context of the sheet of ``post``; the way back leads to its organization where ``person`` sees it."""
    return {
        "handover": handover_of(post, reader=person, today=timezone.localdate()),
        "sees_organization": Organization.objects.visible_to(person).filter(pk=post.organization_id).exists(),
    }

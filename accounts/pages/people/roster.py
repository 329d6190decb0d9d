"""What the preview of a roster shows."""

from typing import Any

from django.conf import settings

from accounts.forms.people.roster import ConfirmForm
from accounts.models import Organization, Person, Roster
from accounts.services.people.roster import LARGE, latest_job
from accounts.services.people.roster_known import is_large

EARLIER = 10


def upload_page(person: Person, organization: Organization, **context: Any) -> dict[str, Any]:
    """Return the context of the page where a roster is uploaded."""
    earlier = Roster.objects.visible_to(person).filter(organization=organization).order_by("-pk")[:EARLIER]
    return {"organization": organization, "earlier": earlier, "large": is_large(organization), **context}


def roster_page(roster: Roster, *, form: ConfirmForm | None = None) -> dict[str, Any]:
    """Return the context of a preview."""
    report = roster.report
    job = latest_job(roster)
    counts = report.get("counts", {})
    writes = sum(count for action, count in counts.items() if action != "unchanged")
    return {
        "roster": roster,
        "report": report,
        "job": job,
        "counted": roster.rows > LARGE,  # a short file waits for the area it is compared with, not for its own rows
        "failed": job is not None and job.state == "failed",
        "refusal": job.message if job and not roster.is_busy and roster.state == "previewed" else "",
        "writes": writes,
        "is_empty": bool(counts) and not any(counts.values()) and not report["doubts"],
        "may_write": roster.state == "previewed" and bool(writes) and not report["blocked"],
        "sso": settings.SSO_ONLY,
        "form": form or ConfirmForm(asking=report.get("asking", 0)),
    }

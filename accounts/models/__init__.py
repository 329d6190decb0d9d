"""What accounts stores, one file a noun."""

from accounts.models.appointment import Appointment
from accounts.models.audit import AuditEntry
from accounts.models.chase import Chase
from accounts.models.delivery import Delivery
from accounts.models.job import Job
from accounts.models.organization import Organization
from accounts.models.person import Person
from accounts.models.reminder import Reminder
from accounts.models.roster import Roster
from accounts.models.seal import Seal
from accounts.models.stored_file import StoredFile
from accounts.models.workday import WorkdayException

__all__ = [
    "Appointment",
    "AuditEntry",
    "Chase",
    "Delivery",
    "Job",
    "Organization",
    "Person",
    "Reminder",
    "Roster",
    "Seal",
    "StoredFile",
    "WorkdayException",
]

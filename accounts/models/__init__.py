"""What accounts stores, one file a noun."""

from accounts.models.duty.chase import Chase
from accounts.models.duty.delivery import Delivery
from accounts.models.duty.reminder import Reminder
from accounts.models.duty.workday import WorkdayException
from accounts.models.house.job import Job
from accounts.models.house.stored_file import StoredFile
from accounts.models.people.appointment import Appointment
from accounts.models.people.former_name import FormerName
from accounts.models.people.organization import Organization
from accounts.models.people.person import Person
from accounts.models.people.rights_check import RightsCheck
from accounts.models.people.roster import Roster
from accounts.models.trail.audit import AuditEntry
from accounts.models.trail.seal import Seal

__all__ = [
    "Appointment",
    "AuditEntry",
    "Chase",
    "Delivery",
    "FormerName",
    "Job",
    "Organization",
    "Person",
    "Reminder",
    "RightsCheck",
    "Roster",
    "Seal",
    "StoredFile",
    "WorkdayException",
]

"""Appointment 任职: who holds which post in which organization, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import reach
from accounts.models.organization import Organization
from accounts.models.person import Person


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by day and by what they carry."""

    def current(self, today: date) -> Self:
        """Return those held on ``today``, both ends included."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=today), starts__lte=today)

    def reviewed(self) -> Self:
        """Return the posts that report: secretaries, and deputies in charge in their place (DESIGN §2)."""
        return self.filter(role__in=Appointment.REVIEWED_ROLES)

    def still_held(self, today: date) -> Self:
        """Return those that are not over on ``today``, also the ones to come."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=today))

    def for_pages(self) -> Self:
        """Load what pages show of a post."""
        return self.select_related("person", "organization")

    def visible_to(self, person: Person) -> Self:
        """Return the posts of the organizations whose tree ``person`` sees."""
        return self.filter(reach.seeing(person, "organization__"))

    def editable_by(self, person: Person) -> Self:
        """Return the posts that ``person`` may end or hand over; the three administrators' stand apart (DESIGN §4)."""
        return self.filter(reach.editing(person, "organization__"), role__in=Appointment.OVERSEEING_ROLES)


class Appointment(models.Model):
    """One post of one person. Dates are days, the last one included; no end means open."""

    class Role(models.TextChoices):
        SECRETARY = "secretary", "书记"
        DEPUTY_IN_CHARGE = "deputy_in_charge", "主持工作的副书记"
        ORGANIZER = "organizer", "组织员"
        AUDITOR = "auditor", "安全审计员"
        SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
        SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"

    REVIEWED_ROLES = (Role.SECRETARY, Role.DEPUTY_IN_CHARGE)
    OVERSEEING_ROLES = (Role.SECRETARY, Role.DEPUTY_IN_CHARGE, Role.ORGANIZER)
    GUARDING_ROLES = (Role.AUDITOR, Role.SECURITY_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name="人员")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments", verbose_name="党组织")
    role = models.CharField("职务", max_length=30, choices=Role)
    starts = models.DateField("任职日期")
    ends = models.DateField("免职日期", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="appointment_ends_after_it_starts",
                violation_error_message="最后一天早于任职日期。请核对日期。",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(ends__isnull=True, role__in=["secretary", "deputy_in_charge"]),
                name="appointment_one_open_secretary",
                violation_error_message="这里已有在任的书记（或主持工作的副书记）。请用“换人”，或先免去原任。",
            ),
            models.UniqueConstraint(
                fields=["person", "organization", "role"],
                condition=Q(ends__isnull=True),
                name="appointment_open_once",
                violation_error_message="这个人在这里已经担任这项职务。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.person.name}"

    @property
    def leads(self) -> bool:
        """Whether its holder is reviewed, and reviews those below."""
        return self.role in self.REVIEWED_ROLES

    @property
    def organizes(self) -> bool:
        """Whether its holder organizes for the organization."""
        return self.role == self.Role.ORGANIZER

    @property
    def title(self) -> str:
        """The post as the office writes it: 机电工程学院党总支书记; the top organizer is 党委组织部."""
        if self.role == self.Role.ORGANIZER and self.organization.parent_id is None:
            return "党委组织部"
        return f"{self.organization.short}{self.get_role_display()}"

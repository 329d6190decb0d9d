"""Appointment 任职: who holds which post in which organization, from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models.people import reach
from accounts.models.people.organization import FIRST_DAY, LAST_DAY, Organization
from accounts.models.people.person import Person

HANDOVER_DAYS = 30  # after its last day, for who left and who followed; superiors may always look
APART = "安全审计员、安全管理员、系统管理员要由不同的人担任，也不能兼任书记、组织员。请换一个人，或先结束原来的任职。"


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

    def colliding(self, post: Appointment) -> Self:
        """Return who else leads the organization of ``post`` while it lasts, or holds the very same post then.

        The day of a handover may belong to both: the papers often name one day for the old and the new.
        """
        others = Q(organization=post.organization_id, role__in=Appointment.REVIEWED_ROLES) if post.leads else Q()
        same = Q(organization=post.organization_id, role=post.role, person=post.person_id)
        lasts = Q(ends__isnull=True) | Q(ends__gt=post.starts)
        meets = lasts & (Q(starts__lt=post.ends) if post.ends else Q()) | Q(starts=post.starts, ends=post.ends)
        return self.filter((others | same) if post.leads else same, meets).exclude(pk=post.pk)

    def for_pages(self) -> Self:
        """Load what pages show of a post."""
        return self.select_related("person", "organization__parent")

    def visible_to(self, person: Person) -> Self:
        """Return the posts of the organizations whose tree ``person`` sees; all to who keeps accounts or rights."""
        if reach.administers_all(person) or reach.secures_all(person):
            return self.all()
        return self.filter(reach.seeing(person, "organization__"))

    def editable_by(self, person: Person) -> Self:
        """Return the posts that ``person`` may end or hand over.

        The three administrators' and the department's own stand apart: the security administrator keeps those (DESIGN §4).
        """
        kept = self.filter(reach.editing(person, "organization__"), role__in=Appointment.KEPT_ROLES)
        return kept.exclude(Appointment.top_organizer())

    def secured_by(self, person: Person) -> Self:
        """Return the posts that the security administrator gives and takes: never their own, nothing to others."""
        if not reach.secures_all(person):
            return self.none()
        return self.filter(Q(role__in=self.model.GUARDING_ROLES) | self.model.top_organizer()).exclude(person=person.pk)

    def keepers(self, today: date) -> Self:
        """Return the posts of the security administrators who can log in, now or in time: they keep everybody's rights."""
        held = self.still_held(today).filter(role="security_administrator", organization__parent=None)
        return held.filter(person__is_active=True)

    def with_rights(self) -> Self:
        """Return the posts that carry a right over others."""
        return self.filter(role__in=(*Appointment.OVERSEEING_ROLES, *Appointment.GUARDING_ROLES))

    def handed_to(self, person: Person, today: date) -> Self:
        """Return the posts whose handover concerns ``person``."""
        return self.filter(Appointment.handing(person, today))

    def handed_lately(self, person: Person, today: date) -> Self:
        """Return the posts that ``person`` has left or taken over, while the sheet is theirs to see."""
        signed = Appointment.signing(person, today)
        return self.filter(signed, ends__isnull=False, role__in=Appointment.OVERSEEING_ROLES)

    def following(self, post: Appointment) -> Self:
        """Return who came to ``post`` when it was over, the next one first."""
        return self.filter(post.same_post, starts__gte=post.ends).exclude(pk=post.pk).order_by("starts", "pk")


class Appointment(models.Model):
    """One post of one person. Dates are days, the last one included; no end means open."""

    class Role(models.TextChoices):
        SECRETARY = "secretary", "书记"
        DEPUTY_IN_CHARGE = "deputy_in_charge", "主持工作的副书记"
        ORGANIZER = "organizer", "组织员"
        MEMBER = "member", "党员"
        AUDITOR = "auditor", "安全审计员"
        SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
        SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"

    REVIEWED_ROLES = (Role.SECRETARY, Role.DEPUTY_IN_CHARGE)
    OVERSEEING_ROLES = (Role.SECRETARY, Role.DEPUTY_IN_CHARGE, Role.ORGANIZER)
    KEPT_ROLES = (*OVERSEEING_ROLES, Role.MEMBER)
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
        # The three administrators are a handful among very many posts.
        indexes = [models.Index(fields=["id"], condition=Q(role__in=reach.GUARDING), name="appointment_guarding")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="appointment_ends_after_it_starts",
                violation_error_message="最后一天早于任职日期。请核对日期。",
            ),
            models.CheckConstraint(
                condition=Q(starts__gte=FIRST_DAY) & (Q(ends__isnull=True) | Q(ends__lte=LAST_DAY)),
                name="appointment_in_our_times",
                violation_error_message="任职、免职日期要在 1950–2100 年之间。请核对年份。",
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
            models.CheckConstraint(
                condition=Q(role__in=["secretary", "deputy_in_charge", "organizer", "member", *reach.GUARDING]),
                name="appointment_role_is_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends__isnull=True, role__in=reach.GUARDING),
                name="appointment_one_guarding_post",
                violation_error_message=APART,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.person.name}"

    def clean(self) -> None:
        """Refuse two who lead one organization at once, one who holds one post twice, and what outlasts its organization.

        Refuse also a new post of who guards beside another right: the roles stay apart (DESIGN §4).
        """
        if self.starts is None or self.organization_id is None:
            return
        if self._state.adding:
            self.keep_apart()
        over = self.organization.ended_on
        if over and (self.ends is None or self.ends > over):
            raise ValidationError(f"{self.organization.known_as}已于 {over:%Y-%m-%d} 撤销，这里的任职最晚到那一天。")
        found = Appointment.objects.colliding(self).for_pages().order_by("starts").first()
        if found is None:
            return
        until = f"{found.ends:%Y-%m-%d} 止" if found.ends else "现在仍在任"
        raise ValidationError(
            f"{found.person.name}同志从 {found.starts:%Y-%m-%d} 起任{found.title}，{until}，日子重叠。"
            "请改日期，或先登记原任的最后一天。"
        )

    def keep_apart(self) -> None:
        """Refuse who would guard beside another right."""
        apart = {
            **dict.fromkeys(self.OVERSEEING_ROLES, self.GUARDING_ROLES),
            **dict.fromkeys(self.GUARDING_ROLES, (*self.OVERSEEING_ROLES, *self.GUARDING_ROLES)),
        }.get(self.Role(self.role), ())
        lasts = Q(ends__isnull=True) | Q(ends__gte=self.starts)
        begins = Q(starts__lte=self.ends) if self.ends else Q()
        others = Appointment.objects.filter(lasts, begins, person=self.person_id, role__in=apart).exclude(pk=self.pk)
        if others.exclude(organization=self.organization_id, role=self.role).exists():
            raise ValidationError(APART)

    @staticmethod
    def top_organizer(prefix: str = "") -> Q:
        """The condition of the department's own posts, for QuerySets."""
        return Q(**{f"{prefix}role": "organizer", f"{prefix}organization__parent__isnull": True})

    @classmethod
    def handing(cls, person: Person, today: date) -> Q:
        """The condition of the posts whose sheet ``person`` may open: both who sign, and who oversees from above."""
        return Q(reach.above(person, "organization__") | cls.signing(person, today), role__in=cls.OVERSEEING_ROLES)

    @classmethod
    def signing(cls, person: Person, today: date) -> Q:
        """The condition of one's own posts and those that one took over, from taking over to HANDOVER_DAYS after."""
        since = today - timedelta(days=HANDOVER_DAYS)
        found = Q(Q(ends__isnull=True) | Q(ends__gte=since), person=person.pk, starts__lte=today)
        for post in person.posts:
            if post.starts >= since:  # the others followed before
                found |= post.took_over(since)
        return found

    def took_over(self, since: date) -> Q:
        """The condition of the post that this one follows, where that was over on ``since`` or later."""
        earlier = Q(starts__lt=self.starts) | Q(starts=self.starts, pk__lt=self.pk)
        between = Appointment.objects.filter(self.same_post, earlier, starts__gte=OuterRef("ends"))
        over = Q(self.same_post, ends__range=(since, self.starts)) & ~Q(pk=self.pk)
        return over & ~Q(Exists(between.exclude(pk=OuterRef("pk"))))

    @property
    def same_post(self) -> Q:
        """The condition of whoever holds this post at any time: a deputy in charge stands in for the secretary."""
        return Q(organization=self.organization_id, role__in=self.REVIEWED_ROLES if self.leads else (self.role,))

    def is_held(self, today: date) -> bool:
        """Whether it is held on ``today``, both ends included."""
        return self.starts <= today and (self.ends is None or self.ends >= today)

    @property
    def stands_apart(self) -> bool:
        """Whether the security administrator alone gives and takes it: ``secured_by`` for one post at hand."""
        return self.role in self.GUARDING_ROLES or (self.organizes and self.organization.parent_id is None)

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
        """The post as the office writes it: 机电工程学院教师第一党支部书记; the top organizer is 党委组织部."""
        if self.role == self.Role.ORGANIZER and self.organization.parent_id is None:
            return "党委组织部"
        return f"{self.organization.known_as}{self.get_role_display()}"

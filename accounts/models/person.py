"""Person 人员: the user model."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import reach


class PersonQuerySet(models.QuerySet["Person"]):
    """People by who may see and keep them."""

    def visible_to(self, person: Person) -> Self:
        """Return who holds or held a post in the tree that ``person`` sees; the top's organizer sees everybody."""
        if reach.organizes_all(person):
            return self.all()
        return self.filter(Exists(_posts().filter(reach.seeing(person, "organization__"))))

    def editable_by(self, person: Person) -> Self:
        """Return whose name, number and account ``person`` may keep.

        A password is the whole account: who ever held a post outside one's reach is kept further up, and the
        three administrators are kept by none of the organizers (DESIGN §4).
        """
        guarding = _posts().filter(role__in=["auditor", "security_administrator", "system_administrator"])
        if reach.organizes_all(person):
            return self.exclude(Exists(guarding))
        mine = reach.editing(person, "organization__")
        return self.filter(Exists(_posts().filter(mine)), ~Exists(_posts().filter(~mine)), ~Exists(guarding))

    def without_password(self) -> Self:
        """Return who cannot log in yet because nobody has given them a password."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_active=True)


def _posts() -> models.QuerySet[Any]:
    return Person._meta.get_field("appointments").related_model.objects.filter(person=OuterRef("pk"))


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes people and finds them by what they log in with."""

    def create_person(self, *, staff_number: str, name: str, password: str | None = None, **fields: object) -> Person:
        """Create a person; without a password nobody can log in as them."""
        person = self.model(staff_number=staff_number, name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def by_login(self, login: str) -> Person | None:
        """Return the person with this 工号 or mobile number, or None."""
        return self.filter(staff_number=login).first() or self.filter(mobile=login).first()


class Person(AbstractBaseUser):
    """Somebody who may log in. Rights come from appointments alone (DESIGN §4)."""

    staff_number = models.CharField(
        "工号", max_length=20, unique=True, error_messages={"unique": "这个工号已经登记过了。"}
    )
    name = models.CharField("姓名", max_length=40)
    mobile = models.CharField(
        "手机号",
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "这个手机号已经是另一个人的。请核对；没有可以空着。"},
        validators=[RegexValidator(r"^1\d{10}$", "手机号是以 1 开头的 11 位数字。")],
    )
    email = models.EmailField("邮箱", unique=True, null=True, blank=True)
    wants_email = models.BooleanField("用邮件提醒", default=True)
    is_active = models.BooleanField("可以登录", default=True)
    must_change_password = models.BooleanField("须先改密码", default=False)
    password_issued_at = models.DateTimeField("初始密码发放时间", null=True, blank=True)

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        constraints = [
            models.CheckConstraint(
                condition=Q(must_change_password=False) | Q(password_issued_at__isnull=False),
                name="person_initial_password_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def account_state(self) -> str:
        """Where the account stands: disabled, none, initial (given, not used yet) or own."""
        if not self.is_active:
            return "disabled"
        if not self.has_usable_password():
            return "none"
        return "initial" if self.must_change_password else "own"

    @cached_property
    def posts(self) -> list[Any]:
        """The appointments held today, for the length of one request; with their superiors up to a university's top."""
        today = timezone.localdate()
        return list(self.appointments.current(today).select_related("organization__parent__parent"))

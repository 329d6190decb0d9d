"""Person 人员: the user model."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.people import reach
from accounts.models.people.fields import SearchText
from accounts.models.people.gram import GramIndex, spelt
from accounts.models.people.login import LOGIN_CONSTRAINTS, LOGIN_INDEXES
from accounts.rules.house.spelling import spelled_number
from accounts.rules.people.sought import words_of

DEPTH = 5  # province, city, university, college, branch and what stands below it: steps up to the top


class PersonQuerySet(models.QuerySet["Person"]):
    """People by who may see and keep them."""

    def visible_to(self, person: Person) -> Self:
        """Return who holds or held a post in the tree that ``person`` sees.

        The top's organizer and the system administrator, who keeps accounts, see everybody.
        """
        if reach.organizes_all(person) or reach.administers_all(person):
            return self.all()
        return self.filter(Exists(_posts().filter(reach.seeing(person, "organization__"))))

    def editable_by(self, person: Person) -> Self:
        """Return whose name, number and account ``person`` may keep.

        A password is the whole account: who ever held a post outside one's reach is kept further up, and the
        three administrators are kept by none of the organizers (DESIGN §4) but by the system administrator alone.
        """
        if reach.administers_all(person):
            return self.all()
        guarding = _posts().filter(role__in=reach.GUARDING)
        if reach.organizes_all(person):
            return self.exclude(Exists(guarding))
        mine = reach.editing(person, "organization__")
        return self.filter(Exists(_posts().filter(mine)), ~Exists(_posts().filter(~mine)), ~Exists(guarding))

    def withheld_from(self, person: Person) -> Self:
        """Return whose first post an organizer may not give: accounts in use, or disabled, without any post.

        Whoever gives a post below their own organization keeps the account from then on: a stranger's would become
        theirs, and with it whatever right is given to it next (DESIGN §4). The department gives that post.
        """
        keeps_all = reach.organizes_all(person) or reach.administers_all(person)
        if keeps_all or not any(post.organizes for post in person.posts):
            return self.none()
        used = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(last_login__isnull=False) | Q(is_active=False)
        return self.filter(used, ~Exists(_posts()))

    def supported_by(self, person: Person) -> Self:
        """Return as whom ``person`` may look at pages: the top's organizer as whose account they keep.

        Never as themselves, nor as one of their own colleagues, who see what the others do not.
        """
        if not reach.organizes_all(person):
            return self.none()
        others = self.exclude(Exists(_posts().filter(role="organizer", organization__parent=None)))
        return others.editable_by(person).filter(is_active=True).exclude(pk=person.pk)

    def administered_by(self, person: Person) -> Self:
        """Return all accounts to the system administrator, none to others."""
        return self.all() if reach.administers_all(person) else self.none()

    def numbered(self, number: str) -> Self:
        """Return who has this 工号, whether its letters are large or small."""
        return self.alias(number=Lower("staff_number")).filter(number=number.lower())

    def matching(self, query: str) -> Self:
        """Return who is found by every word of ``query``: in the name, its pinyin or initials, or the 工号 from its start."""
        found = self
        for word in words_of(query):
            number = Q(staff_number__startswith=word) | Q(staff_number__startswith=word.upper())
            found = found.filter(spelt(word) | number)
        return found

    def factor_kept_by(self, person: Person) -> Self:
        """Return whose second factor ``person`` may take away when the phone is lost: others', never one's own.

        The security administrator keeps rights and factors (DESIGN §4); where there is none, the department does.
        An only security administrator's own is the department's to take away, or nobody could.
        """
        everybody = self.exclude(pk=person.pk)
        if reach.secures_all(person):
            return everybody
        if not reach.organizes_all(person):
            return self.none()
        guards = (
            _appointments().current(timezone.localdate()).filter(role="security_administrator", person__is_active=True)
        )
        keepers = list(guards.filter(organization__parent=None).values_list("person", flat=True).distinct()[:2])
        return everybody if not keepers else everybody.filter(pk__in=keepers if len(keepers) == 1 else ())

    def needing_factor(self, today: date) -> Self:
        """Return who ``needs_second_factor``, found by their posts: those are few, and people many."""
        held = _appointments().current(today)
        guards, top = held.filter(role__in=reach.GUARDING), held.filter(role="organizer", organization__parent=None)
        return self.filter(Q(pk__among=guards.values("person")) | Q(pk__among=top.values("person")))

    def without_password(self) -> Self:
        """Return who cannot log in yet because nobody has given them a password."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_active=True)

    def with_initial_password(self) -> Self:
        """Return who has been given a password and has not made it their own yet."""
        return self.filter(must_change_password=True, is_active=True)


def _posts() -> models.QuerySet[Any]:
    return _appointments().filter(person=OuterRef("pk"))


def _appointments() -> Any:
    return Person._meta.get_field("appointments").related_model.objects


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes people and finds them by what they log in with."""

    def create_person(self, *, staff_number: str, name: str, password: str | None = None, **fields: object) -> Person:
        """Create a person; without a password nobody can log in as them."""
        person = self.model(staff_number=staff_number, name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def by_login(self, login: str) -> Person | None:
        """Return the person with this 工号, mobile number or e-mail, or None: one query, whoever it is.

        Where one's 工号 is another's mobile number, the 工号 wins; letters may be large or small, digits of any width.
        """
        typed = spelled_number(login).lower()
        if not typed:
            return None
        low = self.alias(number=Lower("staff_number"), mail=Lower("email"))
        found = list(low.filter(Q(number=typed) | Q(mobile=typed) | Q(mail=typed))[:3])
        return min(found, key=lambda person: person.staff_number.lower() != typed, default=None)


class Person(AbstractBaseUser):
    """Somebody who may log in. Rights come from appointments alone (DESIGN §4)."""

    staff_number = models.CharField(
        "工号", max_length=20, unique=True, error_messages={"unique": "这个工号已经登记过了。"}
    )
    name = models.CharField("姓名", max_length=40)
    search = SearchText("检索文字", of=("name",), spell="accounts.rules.people.pinyin.person_search_text")
    mobile = models.CharField(
        "手机号",
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "这个手机号已经是另一个人的。请核对；没有可以空着。"},
        validators=[RegexValidator(r"^1\d{10}$", "手机号是以 1 开头的 11 位数字。")],
    )
    email = models.EmailField("邮箱", null=True, blank=True)
    wants_email = models.BooleanField("用邮件提醒", default=True)
    is_active = models.BooleanField("可以登录", default=True)
    must_change_password = models.BooleanField("须先改密码", default=False)
    password_issued_at = models.DateTimeField("初始密码发放时间", null=True, blank=True)
    password_used_at = models.DateTimeField("初始密码使用时间", null=True, blank=True)

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        indexes = [
            GramIndex(fields=["search"], name="person_grams"),
            models.Index(fields=["name"], name="person_by_name"),
            *LOGIN_INDEXES,
        ]
        constraints = LOGIN_CONSTRAINTS

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a mobile number that is another's 工号: the 工号 would win, and the number open nothing."""
        super().clean()
        others = Person.objects.exclude(pk=self.pk)
        if self.mobile and others.filter(staff_number=self.mobile).exists():
            raise ValidationError({"mobile": "这个手机号和别人的工号相同，登录时会分不清。请核对；没有可以空着。"})
        if self._state.adding and others.filter(mobile=self.staff_number).exists():
            raise ValidationError({"staff_number": "这个工号和别人的手机号相同，登录时会分不清。请核对。"})

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password; an initial one keeps the rounds that it was issued with.

        Hashed anew by one of two logins at once, it would end the session that the other has just opened with it.
        """
        if self.must_change_password:
            return check_password(raw_password, self.password)
        return super().check_password(raw_password)

    @property
    def account_state(self) -> str:
        """Where the account stands: disabled, none, initial (given, not used yet), spent (used, not replaced yet) or own."""
        if not self.is_active:
            return "disabled"
        if not self.has_usable_password():
            return "none"
        if not self.must_change_password:
            return "own"
        return "spent" if self.password_used_at else "initial"

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough: the department's staff and the three administrators (PROMISES §6)."""
        return reach.organizes_all(self) or any(post.role in reach.GUARDING for post in self.posts)

    @property
    def may_use_password(self) -> bool:
        """Whether a password lets in: where single sign-on is the only way, few keep one, for an emergency."""
        named = self.staff_number.lower() in settings.EMERGENCY_ACCOUNTS
        return not settings.SSO_ONLY or named or reach.administers_all(self)

    @cached_property
    def posts(self) -> list[Any]:
        """The appointments held today, for the length of one request; with their superiors up to a province's top."""
        ever = list(self.appointments.select_related(f"organization{'__parent' * DEPTH}"))
        vars(self)["post_ids"] = [post.pk for post in ever]
        today = timezone.localdate()
        return [post for post in ever if post.is_held(today)]

    @cached_property
    def post_ids(self) -> list[int]:
        """The ids of all appointments ever held: a list, for a condition on the person would look at every statement."""
        return list(self.appointments.values_list("pk", flat=True))

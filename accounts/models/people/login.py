"""What a person logs in with, as far as the database itself can tell that it is no nonsense."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower, Trim
from django.db.models.lookups import Exact

from accounts.models.house.spelt import DIGITS, consists_of

MOBILE = 11  # digits of a mobile number
BLANK = "工号、姓名不能只有空格，工号里也不能有空格。"

LOGIN_INDEXES = [
    # Whether anybody has a password at all: before the first is issued, it would take looking at everybody.
    models.Index(
        fields=["id"], condition=~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX), name="person_has_password"
    ),
    # What the list of accounts is narrowed to: in each there may be few, among very many people.
    models.Index(
        fields=["staff_number"],
        condition=Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_active=True),
        name="person_without_password",
    ),
    models.Index(
        fields=["staff_number"], condition=Q(must_change_password=True, is_active=True), name="person_initial_password"
    ),
    models.Index(fields=["staff_number"], condition=Q(is_active=False), name="person_disabled"),
]
LOGIN_CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(must_change_password=False) | Q(password_issued_at__isnull=False),
        name="person_initial_password_has_a_time",
    ),
    models.CheckConstraint(
        condition=Q(password_used_at__isnull=True) | Q(password_used_at__gte=F("password_issued_at")),
        name="person_initial_password_used_after_its_issue",
    ),
    models.CheckConstraint(  # an unknown time compares with nothing, so the rule above lets it pass
        condition=Q(password_used_at__isnull=True) | Q(password_issued_at__isnull=False),
        name="person_initial_password_used_was_issued",
    ),
    models.CheckConstraint(
        condition=Q(must_change_password=False) | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
        name="person_who_must_change_a_password_has_one",
    ),
    models.CheckConstraint(
        condition=~Q(staff_number="") & ~Q(name="") & (Q(mobile__isnull=True) | ~Q(mobile="")),
        name="person_has_a_number_and_a_name",
    ),
    models.CheckConstraint(
        condition=~Exact(Trim("name"), "") & ~Q(staff_number__contains=" "),
        name="person_number_and_name_are_no_blanks",
        violation_error_message=BLANK,
    ),
    models.CheckConstraint(
        condition=Q(mobile__isnull=True) | (Exact(Length("mobile"), MOBILE) & Q(mobile__startswith="1")),
        name="person_mobile_is_a_number",
    ),
    models.CheckConstraint(
        condition=Q(mobile__isnull=True) | consists_of("mobile", DIGITS), name="person_mobile_is_all_digits"
    ),
    models.CheckConstraint(condition=~Q(password=""), name="person_password_is_set_or_unusable"),
    models.CheckConstraint(condition=Q(email__isnull=True) | Q(email__contains="@"), name="person_email_is_an_address"),
    models.UniqueConstraint(  # a roster takes a001 and A001 for one person
        Lower("staff_number"),
        name="person_number_once",
        violation_error_message="这个工号已经登记过了：字母大小写不同也算同一个。",
    ),
    models.UniqueConstraint(
        Lower("email"),
        name="person_email_once",
        violation_error_message="这个邮箱已有别人登记，请换一个；如果确是您的，请联系组织员或组织部。",
    ),
]

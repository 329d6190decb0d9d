"""What Django's password check asks us."""

from django.core.exceptions import ValidationError

from accounts.models import Person
from accounts.rules.entry.password import is_own_name


class OwnNameValidator:
    """Refuses a password that is hardly more than what everybody knows of its owner."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ValidationError for one that is made of the 工号, the mobile number, the e-mail or the name."""
        if user is None:
            return
        mail = user.email or ""
        names = (user.staff_number, user.mobile or "", mail, mail.partition("@")[0], user.name)
        if is_own_name(password, names):
            raise ValidationError(
                "这个密码几乎就是您的工号、手机号、邮箱或姓名，别人一试就中。请换一句只有您知道的话。",
                code="password_own_name",
            )

    def get_help_text(self) -> str:
        """Say the rule."""
        return "不要用工号、手机号、邮箱或姓名。"

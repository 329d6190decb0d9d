"""Where allauth asks us: nobody signs up by themselves, and every login leaves a line in the trail."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts.models import Person
from accounts.origin import address_of
from accounts.services import audit
from accounts.services.person import is_expired

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "试错次数太多，请十五分钟后再试。忘记密码请联系本单位组织员或组织部。",
        "username_password_mismatch": "工号（手机号）或密码不对，请核对后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the roster alone."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Record the login."""
        audit.record(user, "登录", user)
        return super().post_login(request, user, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on login and logout: the page that opens says it."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count tries by the address that the audit trail notes."""
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a try that comes after too many others."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            audit.record(None, "试错过多，拒绝登录", _meant(credentials))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Record also whom the right password does not let in; the form then answers as for a wrong one."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, Person) and (not user.is_active or is_expired(user)):
            audit.record(None, "登录失败", user, after={"reason": "账号已停用，或初始密码已过期"})
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record the failure, without what was typed: it may be a password in the wrong box."""
        audit.record(None, "登录失败", _meant(credentials))
        logger.warning("login failed from %s", address_of(request))
        super().authentication_failed(request, **credentials)


def _meant(credentials: dict[str, Any]) -> Person:
    """Return whose account was tried."""
    return Person.objects.by_login(str(credentials.get("username", ""))) or Person(name="没有这个账号")

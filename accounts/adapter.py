"""Where allauth asks us: nobody signs up by themselves, and every login leaves a line in the trail."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Person
from accounts.origin import address_of
from accounts.services.entry.factor import has_factor
from accounts.services.entry.login import refusal_of, spend_initial_password
from accounts.services.entry.session import NOWHERE
from accounts.services.trail import audit

logger = logging.getLogger(__name__)
METHODS = {"password": "密码", "oidc": "统一身份认证（OIDC）", "cas": "统一身份认证（CAS）"}
SSO = {"oidc", "cas"}


class AuthenticationBackend(AllauthBackend):
    """allauth's backend, which knows a person by 工号, mobile number and e-mail; a stranger costs it the same time."""

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(Person.objects.by_login(username), password)


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "试错次数太多，请十五分钟后再试。忘记密码请联系本单位组织员或组织部。",
        "username_password_mismatch": "登录名或密码不对，请核对后再试。登录名是工号、手机号或邮箱。",
        "rate_limited": "试的次数太多，请十五分钟后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the roster alone."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Record the login, and note in the session what it rests on."""
        way = _came_by(request, user)
        if way in SSO:
            request.session["sso"] = way
        request.session["second_factor"] = confirmed = has_factor(user)  # who has one has just confirmed with it
        told = "初始密码" if way == "password" and user.must_change_password else METHODS[way]
        audit.record(user, "登录", user, after={"method": told + (_confirmed_by(request, user) if confirmed else "")})
        return super().post_login(request, user, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on login and logout: the page that opens says it."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count tries by the address that the audit trail notes."""
        return address_of(request) or NOWHERE

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count tries by the person, however the name was typed and whatever host was asked.

        With a new initial password they begin anew: whoever has asked for one had tried too often, as a rule.
        """
        typed = str(credentials.get("username", ""))
        person = Person.objects.by_login(typed)
        return f"person:{person.pk}:{person.password_issued_at}" if person else f"name:{typed.strip().lower()}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a try that comes after too many others."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            audit.record(None, "试错过多，拒绝登录", _meant(credentials))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Record also whom the right password does not let in; the form then says why."""
        user = super().authenticate(request, **credentials)
        refusal = refusal_of(user) if isinstance(user, Person) else None
        if refusal:
            audit.record(None, "登录失败", user, after={"reason": refusal.reason})
        return user

    def login(self, request: HttpRequest, user: Person) -> None:
        """Let an initial password open one session and no other; of two logins at once only the first comes in."""
        is_initial = user.must_change_password and _came_by(request, user) == "password"
        if is_initial and not spend_initial_password(user, now=timezone.now()):
            raise ImmediateHttpResponse(_turned_away(request, user))
        super().login(request, user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record the failure, without what was typed: it may be a password in the wrong box."""
        audit.record(None, "登录失败", _meant(credentials))
        logger.warning("login failed from %s", address_of(request))
        super().authentication_failed(request, **credentials)


def _came_by(request: HttpRequest, user: Person) -> str:
    """Return what ``user`` has shown first in this login: a password, or a single sign-on's word."""
    methods = [one["method"] for one in get_authentication_records(request, user)]
    return next((method for method in reversed(methods) if method in METHODS), "password")


def _confirmed_by(request: HttpRequest, user: Person) -> str:
    """Return what ``user`` has confirmed with: a recovery code that its owner did not use should catch the eye."""
    kinds = [one.get("type") for one in get_authentication_records(request, user) if one["method"] == "mfa"]
    return "和恢复码" if kinds[-1:] == [Authenticator.Type.RECOVERY_CODES] else "和动态码"


def _turned_away(request: HttpRequest, user: Person) -> HttpResponse:
    """Answer who comes a moment after another with the same slip as whoever comes later."""
    refusal = refusal_of(Person.objects.get(pk=user.pk))
    audit.record(None, "登录失败", user, after={"reason": refusal.reason if refusal else "初始密码已经换发"})
    request.session.flush()
    messages.error(request, refusal.text if refusal else "初始密码刚刚换发过，请用新的密码条登录。")
    return redirect("account_login")


def _meant(credentials: dict[str, Any]) -> Person:
    """Return whose account was tried."""
    return Person.objects.by_login(str(credentials.get("username", ""))) or Person(name="没有这个账号")


class FactorAdapter(DefaultMFAAdapter):
    """The second factor's secrets are kept under a key that the database does not know."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "动态码不对。请看手机上现在的六位数字；手机的时间要准。也可以填一个没用过的恢复码。",
    }

    def get_totp_label(self, user: Person) -> str:
        """Name the account in the authenticator by the 工号."""
        return user.staff_number

    def encrypt(self, text: str) -> str:
        """Hide a secret."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Show it; a key that was changed without keeping the old one says what to do."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ValidationError("系统换过密钥，原来的两步验证用不了了。请联系安全管理员重置。") from error


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.factor" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on says who somebody is; who may come in, the roster says."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person by the claim, and go on as after a password; nothing about the other side is stored."""
        data = sociallogin.account.extra_data
        signed, told = data.get("id_token") or {}, data.get("userinfo") or {}
        if signed and told and signed.get("sub") != told.get("sub"):  # OpenID Connect Core 5.3.2
            raise ImmediateHttpResponse(refuse(request, "failed"))
        claims = {**told, **signed}
        number = str(claims.get(settings.OIDC_STAFF_NUMBER_CLAIM) or "")
        raise ImmediateHttpResponse(admit(request, number, method="oidc", back=sociallogin.get_redirect_url(request)))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say in plain words that the other side did not let the person in."""
        logger.warning("single sign-on failed from %s: %s", address_of(request), kwargs.get("error"))
        raise ImmediateHttpResponse(refuse(request, "failed"))


def admit(request: HttpRequest, named: str, *, method: str, back: str | None, mark: str = "") -> HttpResponse:
    """Let in whom single sign-on names: an existing person by the 工号, never a new one, and never a disabled one.

    It stands for the password alone: whoever has a second factor confirms with it here as well. By ``mark`` the other
    side tells later that it is over.
    """
    number = named.strip()
    person = Person.objects.numbered(number).first() if number else None
    if person is None or not person.is_active:
        reason = "账号已停用" if person else "名册里没有这个工号" if number else "没有送来工号"
        audit.record(
            None, "登录失败", person or Person(name="没有这个账号"), after={"method": METHODS[method], "reason": reason}
        )
        return refuse(request, "disabled" if person else "unknown" if number else "nameless", number=number)
    if request.user.is_authenticated:
        logout(request)
    if mark:
        request.session["ticket"] = mark
    record_authentication(request, person, method)
    return perform_login(request, person, redirect_url=back)


def refuse(request: HttpRequest, why: str, *, number: str = "") -> HttpResponse:
    """Answer that single sign-on did not lead in, and what to do instead; ``number`` is whom it named."""
    context = {"why": why, "number": number, "label": settings.SSO_LABEL, "sso_only": settings.SSO_ONLY}
    return render(request, "accounts/sso_refused.html", context, status=403)

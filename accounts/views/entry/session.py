"""Coming and going: allauth's login and logout, the demo's, and the devices that are logged in."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_the_session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from accounts.pages.entry.session import is_sso_only, sessions_page, sso_label, ways_in
from accounts.policies import anyone, demo_only, signed_in
from accounts.services.entry.session import end_other_sessions, end_session, sessions_of
from accounts.services.entry.setup import is_new
from accounts.services.house.demo import demo_people
from accounts.services.trail import audit

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
_allauth_login = LoginView.as_view(
    template_name="accounts/login.html",
    extra_context={"demo_people": demo_people, "ways_in": ways_in, "sso_only": is_sso_only, "sso_label": sso_label},
)


@anyone
def login(request: HttpRequest) -> HttpResponse:
    """Log in by 工号, mobile number or e-mail; where nobody is there yet, the school is set up first."""
    if request.method == "GET" and is_new():
        return redirect("accounts:setup")
    return _allauth_login(request)


@require_POST
@anyone
def logout(request: HttpRequest) -> HttpResponse:
    """Log out; the session ends on the server. Single sign-on goes on, and the next at this computer must know it."""
    way = request.session.get("sso", "")
    if request.user.is_authenticated:
        audit.record(request.user, "退出", request.user)
    end_the_session(request)
    return redirect(f"{reverse('account_login')}?left={way}" if way else "account_login")


@require_POST
@demo_only
def demo_login(request: HttpRequest) -> HttpResponse:
    """Enter the demo school as one of its people with one tap."""
    numbers = {person.staff_number for person in demo_people()}
    number = request.POST.get("staff_number", "")
    person = Person.objects.by_login(number) if number in numbers else None
    if person is None:
        raise Http404
    start_session(request, person, backend=BACKEND)
    audit.record(person, "演示登录", person)
    return redirect("accounts:home")


@require_safe
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Show on which devices one is logged in."""
    key = request.session.session_key or ""
    return render(request, "accounts/sessions.html", sessions_page(request.user, key, now=timezone.now()))


@require_POST
@signed_in
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Log one of one's other devices out."""
    others = sessions_of(request.user, now=timezone.now(), but=request.session.session_key or "")
    found = get_object_or_404(others, pk=pk)
    end_session(found, actor=request.user)
    messages.success(request, "那台设备已经退出。")
    return redirect("accounts:sessions")


@require_POST
@signed_in
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Log all other devices out."""
    ended = end_other_sessions(request.user, keep=request.session.session_key or "")
    messages.success(request, f"别处的 {ended} 个登录都已退出。" if ended else "别处没有登录着的。")
    return redirect("accounts:sessions")

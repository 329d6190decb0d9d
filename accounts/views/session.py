"""Coming and going: allauth's login and logout, and the demo's."""

from allauth.account.views import LoginView
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import Person
from accounts.policies import anyone, demo_only
from accounts.services import audit
from accounts.services.demo import demo_people

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_allauth_login = LoginView.as_view(template_name="accounts/login.html", extra_context={"demo_people": demo_people})


@anyone
def login(request: HttpRequest) -> HttpResponse:
    """Log in by 工号 or mobile number."""
    return _allauth_login(request)


@require_POST
@anyone
def logout(request: HttpRequest) -> HttpResponse:
    """Log out; the session ends on the server."""
    if request.user.is_authenticated:
        audit.record(request.user, "退出", request.user)
    end_session(request)
    return redirect("account_login")


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

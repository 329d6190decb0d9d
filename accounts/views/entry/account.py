"""我的账号: what a person keeps of their own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages.entry.account import account_page
from accounts.policies import signed_in


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own name, contact, password, second factor, devices and last logins."""
    return render(request, "accounts/account.html", account_page(request.user))


@require_safe
@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    """Answer a page on which somebody is still at work: passing here has prolonged the session."""
    return HttpResponse(status=204)

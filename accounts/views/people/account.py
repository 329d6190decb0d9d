"""账号: the system administrator's list of everybody's accounts; each is kept on the person's own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.people.account import AccountForm
from accounts.models import Organization
from accounts.pages.people.account import accounts_page
from accounts.policies import signed_in
from accounts.services.people.person import create_person


@require_safe
@signed_in
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts by 工号."""
    get_object_or_404(Organization.objects.administered_by(request.user))
    return render(request, "accounts/account/list.html", accounts_page(request.user, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_new(request: HttpRequest) -> HttpResponse:
    """Make an account for somebody who stands in no roster."""
    get_object_or_404(Organization.objects.administered_by(request.user))
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            made = create_person(actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"已新建{made.name}同志的账号。发放初始密码后就可以登录；权限随任职而来。")
            return redirect("accounts:person", made.pk)
    return render(request, "accounts/account/form.html", {"form": form}, status=422 if form.errors else 200)

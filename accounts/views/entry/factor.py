"""两步验证: setting it up, confirming with it, and taking it away from whoever has lost their phone."""

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.entry.factor import ConfirmedForm, FactorForm
from accounts.models import Person
from accounts.pages.entry.factor import factor_page, factors_page
from accounts.policies import anyone, signed_in
from accounts.services.entry.factor import (
    FactorRefused,
    drop_own_factor,
    has_factor,
    note_wrong_code,
    renew_codes,
    reset_factor,
    set_up_factor,
)


class ConfirmView(AuthenticateView):
    """allauth's page for the code, in our words; what does not fit is recorded."""

    template_name = "accounts/factor/confirm.html"

    def form_invalid(self, form: ConfirmedForm) -> HttpResponse:
        """Record the wrong code and ask again."""
        locked = form.has_error("code", "too_many_login_attempts")
        note_wrong_code(self.stage.login.user, locked=locked)
        return super().form_invalid(form)


_confirm = ConfirmView.as_view()


@sensitive_post_parameters()
@anyone
def confirm_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password; without a password before it there is nothing here."""
    return _confirm(request)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def factor(request: HttpRequest) -> HttpResponse:
    """Show how the second factor stands, or lead through setting it up; its codes are shown once, on the answer."""
    if has_factor(request.user):
        return render(request, "accounts/factor/detail.html", factor_page(request.user))
    form = FactorForm(_data(request), person=request.user)
    if form.is_valid():
        key = request.session.session_key or ""
        try:
            codes = set_up_factor(request.user, secret=form.secret, session_key=key)
        except FactorRefused as refused:  # another window was first
            messages.error(request, str(refused))
            return redirect("accounts:factor")
        request.session["second_factor"] = True
        clear_totp_secret(request)  # from now on it stands in the database under a key, and nowhere else
        return render(request, "accounts/factor/codes.html", {"codes": codes, "is_new": True})
    context = {"form": form, **factor_page(request.user, secret=form.secret)}
    return render(request, "accounts/factor/set_up.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def factor_codes(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes for the old ones, shown on the answer and nowhere else."""
    form = ConfirmedForm(_data(request), person=request.user)
    if form.is_valid():
        try:
            return render(request, "accounts/factor/codes.html", {"codes": renew_codes(request.user)})
        except FactorRefused as refused:
            form.add_error(None, str(refused))
    return render(request, "accounts/factor/renew.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def factor_off(request: HttpRequest) -> HttpResponse:
    """Switch one's own second factor off."""
    form = ConfirmedForm(_data(request), person=request.user)
    if form.is_valid():
        try:
            drop_own_factor(request.user)
        except FactorRefused as refused:
            form.add_error(None, str(refused))
        else:
            request.session["second_factor"] = False
            messages.success(request, "两步验证已停用，以后登录只问密码。")
            return redirect("accounts:account")
    return render(request, "accounts/factor/off.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in
def factors(request: HttpRequest) -> HttpResponse:
    """List who must have a second factor and who has one, for whoever takes it away when a phone is lost."""
    kept = Person.objects.factor_kept_by(request.user)
    if not kept.exists():
        raise Http404
    return render(request, "accounts/factor/list.html", factors_page(kept, request.GET.get("q", "")))


@require_POST
@signed_in
def factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lost phone's factor away: its owner logs in by password and sets up another."""
    found = get_object_or_404(Person.objects.factor_kept_by(request.user), pk=pk)
    if reset_factor(found, actor=request.user):
        messages.success(request, f"{found.name}同志的两步验证已重置，他用密码登录后重新设置。")
    else:
        messages.info(request, f"{found.name}同志没有启用两步验证，不用重置。")
    return redirect("accounts:factors")


def _data(request: HttpRequest) -> object | None:
    return request.POST if request.method == "POST" else None

"""人员: one person, their account and their password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.people.person import ContactForm, PasswordForm, PersonForm
from accounts.models import Person
from accounts.pages.people.person import person_page
from accounts.policies import signed_in
from accounts.services.entry.password import change_password
from accounts.services.people.person import PersonRefused, change_contact, change_person, set_active


@require_safe
@signed_in
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's posts and how the account stands."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    return render(request, "accounts/person/detail.html", person_page(request.user, found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a name or a mobile number."""
    found = get_object_or_404(Person.objects.editable_by(request.user), pk=pk)
    form = PersonForm(request.POST or None, initial={"name": found.name, "mobile": found.mobile})
    if form.is_valid():
        try:
            change_person(found, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "已保存。")
            return redirect("accounts:person", pk)
    context = {"form": form, "subject": found}
    return render(request, "accounts/person/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def contact(request: HttpRequest) -> HttpResponse:
    """Change one's own mobile number and e-mail."""
    initial = {"mobile": request.user.mobile, "email": request.user.email}
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, person=request.user, initial=initial)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("mobile", "email")}
        try:
            change_contact(request.user, **given)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "已保存。手机号、邮箱都可以用来登录。")
            return redirect("accounts:account")
    return render(request, "accounts/contact.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@signed_in
def person_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Disable or enable an account."""
    found = get_object_or_404(Person.objects.editable_by(request.user), pk=pk)
    active = request.POST.get("active") == "1"
    try:
        set_active(found, active=active, actor=request.user)
    except PersonRefused as refused:
        messages.error(request, str(refused))
    else:
        done = "可以登录了" if active else "已停用，正在用的也马上退出"
        messages.success(request, f"{found.name}同志的账号{done}。")
    return redirect("accounts:person", pk)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Set one's own password; whoever came in with an initial one meets this page first."""
    if not request.user.may_use_password:
        messages.info(request, f"大家用{settings.SSO_LABEL}登录，本系统的密码不用设；要改密码，请到那边改。")
        return redirect("accounts:account")
    is_fresh = request.user.must_change_password and "sso" not in request.session
    form = PasswordForm(request.POST or None, person=request.user, is_fresh=is_fresh)
    if form.is_valid():
        key = request.session.session_key or ""
        changed = change_password(request.user, password=form.cleaned_data["password"], session_key=key)
        update_session_auth_hash(request, changed)
        request.session.set_expiry(None)  # it need not outlive the window any more
        request.session.pop("seen", None)  # the session has a new key: the list of devices notes it at once
        messages.success(request, "新密码已经生效。别处登录的都已退出。")
        return redirect("accounts:home")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)

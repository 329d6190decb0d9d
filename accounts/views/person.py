"""人员: one person, their account and their password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.documents.slips import slips_book
from accounts.downloads import download
from accounts.forms.person import PasswordForm, PersonForm
from accounts.models import Organization, Person
from accounts.pages.person import person_page
from accounts.policies import signed_in
from accounts.services.person import (
    GOOD_FOR,
    PersonRefused,
    change_password,
    change_person,
    issue_password,
    issue_passwords,
    set_active,
)


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


@require_POST
@signed_in
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person an initial password, shown on the answer and nowhere else."""
    found = get_object_or_404(Person.objects.editable_by(request.user), pk=pk)
    try:
        slip = issue_password(found, actor=request.user)
    except PersonRefused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:person", pk)
    context = {"slips": [slip], "good_for": GOOD_FOR.days, "subject": found}
    return render(request, "accounts/person/slips.html", context)


@require_POST
@signed_in
def passwords(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Give everybody below an organization who has none an initial password: a page to print, or an .xlsx."""
    found = get_object_or_404(Organization.objects.rooted_by(request.user), pk=pk)
    slips = issue_passwords(found, actor=request.user, today=timezone.localdate())
    if not slips:
        messages.info(request, "这里的人都有密码了，没有要发的。要重新发给某一个人，请打开他的页面。")
        return redirect("accounts:organization", pk)
    if request.POST.get("form") == "xlsx":
        rows = [(slip.organization, slip.person.name, slip.person.staff_number, slip.password) for slip in slips]
        return download(slips_book(rows), f"{found.short}初始密码条.xlsx")
    context = {"slips": slips, "good_for": GOOD_FOR.days, "organization": found}
    return render(request, "accounts/person/slips.html", context)


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
    form = PasswordForm(request.POST or None, person=request.user)
    if form.is_valid():
        changed = change_password(request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, changed)
        messages.success(request, "新密码已经生效。别处登录的都已退出。")
        return redirect("accounts:home")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)

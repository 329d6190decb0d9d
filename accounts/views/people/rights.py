"""权限: the security administrator gives and takes the posts that stand apart, and looks over all others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.people.appointment import EndForm
from accounts.forms.people.rights import RightForm
from accounts.models import Appointment, Organization
from accounts.pages.people.rights import rights_page
from accounts.policies import signed_in
from accounts.services.people.rights import give_right, take_right

FORM = "accounts/rights/form.html"
FIRST = (Appointment.Role.SECURITY_ADMINISTRATOR,)


@require_safe
@signed_in
def rights(request: HttpRequest) -> HttpResponse:
    """Show who holds which right."""
    get_object_or_404(Organization.objects.secured_by(request.user))
    return render(request, "accounts/rights/list.html", rights_page(request.user, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def right_give(request: HttpRequest) -> HttpResponse:
    """Give somebody a post that stands apart."""
    get_object_or_404(Organization.objects.secured_by(request.user))
    form = RightForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            post = give_right(data["person"], role=data["role"], starts=data["starts"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{post.person.name}同志自 {post.starts:%Y-%m-%d} 起是{post.title}。")
            return redirect("accounts:rights")
    context = {"form": form, "heading": "给一个人管理员或组织部的权限", "submit": "给予"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def right_first(request: HttpRequest) -> HttpResponse:
    """Name a security administrator: the department does, while nobody is one who can log in."""
    top = get_object_or_404(Organization.objects.awaiting_security(request.user))
    form = RightForm(request.POST or None, roles=FIRST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            post = give_right(data["person"], role=data["role"], starts=data["starts"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{post.person.name}同志自 {post.starts:%Y-%m-%d} 起是{post.title}。")
            return redirect("accounts:organization", top.pk)
    context = {"form": form, "heading": "指定安全管理员", "submit": "指定", "top": top}
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def right_take(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post that stands apart."""
    kept = Appointment.objects.secured_by(request.user).filter(ends__isnull=True).for_pages()
    post = get_object_or_404(kept, pk=pk)
    form = EndForm(request.POST or None, starts=post.starts, initial={"ends": timezone.localdate()})
    if form.is_valid():
        try:
            take_right(post, ends=form.cleaned_data["ends"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, f"{post.person.name}同志的{post.title}到 {form.cleaned_data['ends']:%Y-%m-%d} 止。"
            )
            return redirect("accounts:rights")
    context = {"form": form, "heading": f"结束{post.person.name}的权限：{post.title}", "submit": "结束权限"}
    return render(request, FORM, context, status=422 if form.errors else 200)

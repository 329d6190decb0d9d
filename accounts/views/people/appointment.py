"""任职: appoint, end, hand over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms.people.appointment import AppointForm, CorrectForm, EndForm, HandOverForm
from accounts.models import Appointment, Organization, Person
from accounts.policies import signed_in
from accounts.services.people.appointment import (
    appoint,
    correct_appointment,
    end_appointment,
    hand_over,
    withdraw_appointment,
)
from accounts.services.people.person import create_person

FORM = "accounts/organization/form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appointment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a post in this organization."""
    found = get_object_or_404(Organization.objects.editable_by(request.user), pk=pk)
    form = AppointForm(
        request.POST or None, initial={"starts": timezone.localdate()}, is_top=found.parent_id is None
    )  # fmt: skip
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                person = _person(form, request.user)
                post = appoint(
                    person, organization=found, role=data["role"], starts=data["starts"], actor=request.user
                )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{person.name}同志自 {post.starts:%Y-%m-%d} 起任{post.title}。")
            return redirect("accounts:organization", pk)
    context = {"form": form, "organization": found, "heading": f"任命{found.known_as}的职务", "submit": "任命"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a post end without a successor."""
    post = get_object_or_404(Appointment.objects.editable_by(request.user).for_pages(), pk=pk)
    if post.ends:
        return _over(request, post)
    form = EndForm(request.POST or None, starts=post.starts, initial={"ends": timezone.localdate()})
    if form.is_valid():
        try:
            end_appointment(post, ends=form.cleaned_data["ends"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{post.person.name}同志的{post.title}任职已登记结束。下面的交接单可以打印签字。")
            return _after(post)
    note = "他写下的材料仍归他自己看；这个职务欠下的事由接任的人接着办。"
    context = {"form": form, "organization": post.organization, "note": note, "submit": "结束任职",
               "heading": f"结束{post.person.name}的任职：{post.title}"}  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appointment_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody take a post over: one ends, the other starts, in one step."""
    post = get_object_or_404(Appointment.objects.editable_by(request.user).for_pages(), pk=pk)
    if post.ends:
        return _over(request, post)
    form = HandOverForm(request.POST or None, post=post)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                person = _person(form, request.user)
                hand_over(post, successor=person, role=data["role"], starts=data["starts"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            told = f"已换人：{person.name}同志自 {data['starts']:%Y-%m-%d} 起接任。下面的交接单可以打印，双方签字。"
            messages.success(request, told)
            return _after(post)
    note = "接任的人接着办这个职务还没有办完的事；原任写下的材料仍归他自己看。"
    context = {"form": form, "organization": post.organization, "note": note, "submit": "换人",
               "heading": f"接替{post.person.name}：{post.title}"}  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appointment_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the days of a post, or take back one that was noted by mistake."""
    post = get_object_or_404(Appointment.objects.editable_by(request.user).for_pages(), pk=pk)
    form = CorrectForm(request.POST or None, post=post)
    if form.is_valid():
        data = dict(form.cleaned_data)
        is_mistake = data.pop("withdraw")
        try:
            if is_mistake:
                withdraw_appointment(post, reason=data["reason"], actor=request.user)
            else:
                correct_appointment(post, **data, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            done = "已撤销这条误登的任职" if is_mistake else "任职的日期已更正"
            messages.success(request, f"{done}：{post.person.name}，{post.title}。")
            return redirect("accounts:organization", post.organization_id)
    context = {"form": form, "organization": post.organization, "submit": "保存",
               "heading": f"更正{post.person.name}的任职：{post.title}"}  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


def _after(post: Appointment) -> HttpResponse:
    """Lead on to the sheet that both sign; a member has nothing to hand over."""
    if post.role in Appointment.OVERSEEING_ROLES:
        return redirect("accounts:handover", post.pk)
    return redirect("accounts:organization", post.organization_id)


def _over(request: HttpRequest, post: Appointment) -> HttpResponse:
    """Say to a page that was left open that somebody else was faster."""
    told = f"{post.person.name}同志的{post.title}任职已经登记到 {post.ends:%Y-%m-%d} 止，这次没有再办。日期不对，请用“更正”。"
    messages.warning(request, told)
    return redirect("accounts:organization", post.organization_id)


def _person(form: AppointForm, actor: Person) -> Person:
    """Return who is meant, made anew where the 工号 is not known yet."""
    data = form.cleaned_data
    known: Person | None = data["person"]
    return known or create_person(
        staff_number=data["staff_number"], name=data["name"], mobile=data["mobile"], actor=actor
    )  # fmt: skip

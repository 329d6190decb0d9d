"""提醒: what the person was reminded of, and where they want to be."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.duty.reminder import InboxForm, ReminderSettingsForm
from accounts.models import Person, Reminder
from accounts.pages.duty.reminder import inbox_page, settings_page
from accounts.policies import signed_in
from accounts.services.duty.reminder import mark_all_read, mark_read, set_reminder_settings


@require_safe
@signed_in
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the person's reminders, the latest first."""
    return render(request, "accounts/reminder/list.html", inbox_page(request.user, InboxForm(request.GET)))


@require_POST
@signed_in
def reminder_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one reminder has been read."""
    found = get_object_or_404(Reminder.objects.editable_by(request.user), pk=pk)
    mark_read(found, person=request.user, now=timezone.now())
    return redirect("accounts:reminders")


@require_POST
@signed_in
def reminders_read(request: HttpRequest) -> HttpResponse:
    """Note that all reminders have been read."""
    mark_all_read(person=request.user, now=timezone.now())
    return redirect("accounts:reminders")


@require_safe
@signed_in
def reminder_settings(request: HttpRequest) -> HttpResponse:
    """Show where the person is reminded."""
    return render(request, "accounts/reminder/settings.html", settings_page(request.user))


@require_POST
@signed_in
def reminder_settings_save(request: HttpRequest) -> HttpResponse:
    """Keep where the person wants to be reminded."""
    form = ReminderSettingsForm(request.POST, person=request.user)
    if form.is_valid():
        saved = set_reminder_settings(request.user, **form.cleaned_data)
        messages.success(request, _saved(saved))
        return redirect("accounts:reminder_settings")
    return render(request, "accounts/reminder/settings.html", settings_page(request.user, form), status=422)


def _saved(person: Person) -> str:
    if person.email and person.wants_email:
        return f"已记下，下次提醒也会发到 {person.email}。"
    return "已记下，以后只在系统内提醒您。"

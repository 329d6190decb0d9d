"""工作日: on which days reminders go out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.duty.workday import WorkdayForm
from accounts.models import WorkdayException
from accounts.models.duty.workday import keeps_the_calendar
from accounts.pages.duty.workday import workdays_page
from accounts.policies import signed_in
from accounts.services.duty.workday import forget_workday, note_workday


@require_safe
@signed_in
def workdays(request: HttpRequest) -> HttpResponse:
    """Show the days that were noted otherwise than in the calendar."""
    if not keeps_the_calendar(request.user):
        raise Http404
    return render(request, "accounts/workday/list.html", workdays_page(request.user))


@require_POST
@signed_in
def workday_note(request: HttpRequest) -> HttpResponse:
    """Note a day."""
    if not keeps_the_calendar(request.user):
        raise Http404
    form = WorkdayForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/workday/list.html", workdays_page(request.user, form), status=422)
    found = form.cleaned_data
    noted = note_workday(found["day"], is_workday=found["is_workday"], note=found["note"], actor=request.user)
    messages.success(request, f"已记下：{noted.date:%Y-%m-%d} {'上班' if noted.is_workday else '不上班，不发提醒'}。")
    return redirect("accounts:workdays")


@require_POST
@signed_in
def workday_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a noted day back."""
    noted = get_object_or_404(WorkdayException.objects.editable_by(request.user), pk=pk)
    forget_workday(noted, actor=request.user)
    messages.success(request, f"已撤销，{noted.date:%Y-%m-%d} 照国务院的安排。")
    return redirect("accounts:workdays")

"""Granting one person a later deadline, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from reviews.forms.collecting.delay import DelayForm
from reviews.models import Statement
from reviews.pages.collecting.statement import statement_page
from reviews.services.collecting.delay import DelayRefused, grant_delay, withdraw_delay


@require_POST
@signed_in
def delay_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a delay; what was typed stays where it cannot be granted."""
    found = get_object_or_404(Statement.objects.organized_by(request.user).for_pages(), pk=pk)
    form = DelayForm(request.POST)
    if form.is_valid():
        try:
            delay = grant_delay(found, person=request.user, now=timezone.localtime(), **form.cleaned_data)
        except DelayRefused as refused:
            form.add_error("until", str(refused))
        else:
            until = timezone.localtime(delay.until)
            messages.success(request, f"已准予延至 {until.month}月{until.day}日 {until:%H:%M}，书记会看到。")
            return redirect("reviews:statement", pk)
    context = statement_page(request.user, found, delay_form=form)
    return render(request, "reviews/statement/detail.html", context, status=422)


@require_POST
@signed_in
def delay_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the current delay back."""
    found = get_object_or_404(Statement.objects.organized_by(request.user).for_pages(), pk=pk)
    if found.current_delay is None:
        messages.info(request, "现在没有准予的延交。")
        return redirect("reviews:statement", pk)
    try:
        withdraw_delay(found.current_delay, person=request.user, now=timezone.now())
    except DelayRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "延交已收回，仍按本轮的截止时间。")
    return redirect("reviews:statement", pk)

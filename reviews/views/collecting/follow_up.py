"""The author says whether the report takes an earlier matter up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from reviews.forms.collecting.follow_up import FollowUpForm
from reviews.models import Statement
from reviews.pages.collecting.around import items_open_to
from reviews.services.collecting.follow_up import promises, say_follow_up


@require_POST
@signed_in
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the author's word and go back to the list, opened."""
    found = get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)
    form = FollowUpForm(request.POST, known=promises(found, items_open_to(request.user, found)))
    if form.is_valid():
        said = form.cleaned_data
        say_follow_up(found, person=request.user, key=said["key"], is_mentioned=said["mentioned"], now=timezone.now())
    else:
        messages.error(request, "；".join(error for errors in form.errors.values() for error in errors))
    response = redirect("reviews:statement", pk)
    response["Location"] += "?follow-ups#follow-ups"
    return response

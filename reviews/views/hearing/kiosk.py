"""The projector: opened by its key alone, without a login; its address is given and stopped from the meeting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import anyone, signed_in
from reviews.models import Meeting
from reviews.pages.hearing.meeting import screen_page, token
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.kiosk import find_by_key, renew_key, revoke_key


@require_safe
@anyone
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """Show the hall who speaks and how long still."""
    context = screen_page(_found(key), key)
    return _unlisted(render(request, "reviews/meeting/screen.html", context))


@require_safe
@anyone
def screen_token(request: HttpRequest, key: str) -> HttpResponse:
    """Say whether anything has happened: one query."""
    return _unlisted(JsonResponse(token(_found(key))))


def _found(key: str) -> Meeting:
    meeting = find_by_key(key)
    if meeting is None:
        raise Http404
    return meeting


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"  # the key is in the address
    return response


@require_POST
@signed_in
def kiosk(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the projector a new address, or stop it."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).for_pages(), pk=pk)
    revoke = request.POST.get("act") == "revoke"
    change = revoke_key if revoke else renew_key
    try:
        change(found, salt=request.POST.get("salt", ""), person=request.user)
    except Overtaken as overtaken:
        messages.info(request, str(overtaken))
    else:
        said = "投影地址已停用。" if revoke else "投影地址已更换，原来的已经打不开。"
        messages.success(request, said)
    return redirect("reviews:meeting", pk)

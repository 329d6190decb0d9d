"""A closed poll for those who review: results, remarks, recount."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.hearing.tally import tally_document
from reviews.documents.name import UNSAFE
from reviews.forms.hearing.poll import LowerForm, RecountForm, SortForm
from reviews.models import Poll, Remark
from reviews.pages.hearing.tally import shown_tallies, tally_page
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow
from reviews.services.hearing.tally import lower_threshold, recount, sort_remark

PAGE = "reviews/poll/tally.html"


@require_safe
@signed_in
def poll_tally(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the results; before closing there is nothing here, for anybody."""
    found = _read_by(request, pk)
    if not found.is_closed:
        return render(request, "reviews/poll/not_yet.html", {"meeting": found.meeting})
    return render(request, PAGE, tally_page(request.user, found))


@require_safe
@signed_in
def poll_tally_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the table of results."""
    found = _read_by(request, pk)
    if not found.is_shown:
        raise Http404
    name = UNSAFE.sub("_", f"{found.meeting.title} 测评结果.docx")
    return download(tally_document(found, shown_tallies(request.user, found)), name)


@require_POST
@signed_in
def poll_lower(request: HttpRequest, pk: int) -> HttpResponse:
    """Show three or four sheets, under somebody's name."""
    found = _read_by(request, pk)
    form = LowerForm(request.POST, auto_id="lower_%s")
    if not form.is_valid() and found.is_closed:
        return render(request, PAGE, tally_page(request.user, found, lower_form=form), status=422)
    try:
        lower_threshold(found, reason=form.cleaned_data.get("reason", ""), person=request.user)
    except NotNow as no:
        messages.error(request, str(no))
    except Overtaken as overtaken:
        messages.info(request, str(overtaken))
    else:
        messages.success(request, "已放宽，您的姓名和理由记入了审计。")
    return redirect("reviews:poll_tally", pk)


@require_POST
@signed_in
def poll_recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the sealed copy anew before two witnesses."""
    found = _read_by(request, pk)
    form = RecountForm(request.POST, auto_id="recount_%s")
    if not form.is_valid() and found.is_closed:
        return render(request, PAGE, tally_page(request.user, found, recount_form=form), status=422)
    given = form.cleaned_data
    witnesses = (given.get("first", ""), given.get("second", ""))
    try:
        made = recount(found, witnesses=witnesses, person=request.user, now=timezone.now())
    except NotNow as no:
        messages.error(request, str(no))
    else:
        say = messages.success if made.agrees else messages.error
        say(
            request,
            "复核完毕，与结果一致。" if made.agrees else "复核与结果不一致，封存件或结果被动过，请联系系统管理员。",
        )
    return redirect("reviews:poll_tally", pk)


@require_POST
@signed_in
def remark_sort(request: HttpRequest, pk: str) -> HttpResponse:
    """Pass a remark on, or do not."""
    found = get_object_or_404(Remark.objects.editable_by(request.user).for_pages(), pk=pk)
    form = SortForm(request.POST)
    if form.is_valid():
        try:
            sort_remark(found, **form.cleaned_data, person=request.user)
        except Overtaken as overtaken:
            messages.info(request, str(overtaken))
    else:
        messages.error(request, "没有看懂要怎样处理，请在下面再点一次。")
    return redirect("reviews:poll_tally", found.poll.meeting_id)


def _read_by(request: HttpRequest, pk: int) -> Poll:
    return get_object_or_404(Poll.objects.visible_to(request.user).for_pages(), meeting=pk)

"""What a meeting leaves on paper: the comment sheet, the order at the door, the minutes."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.hearing.comment_sheet import comment_sheet
from reviews.documents.hearing.minutes import minutes_document
from reviews.documents.hearing.order_list import order_list
from reviews.documents.name import UNSAFE
from reviews.forms.hearing.meeting import MinutesForm
from reviews.models import Meeting
from reviews.pages.hearing.minutes import drafted, sheet_rows
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import save_minutes


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes as saved, or drafted from what happened, for somebody to finish."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).for_pages(), pk=pk)
    form = MinutesForm(initial={"version": found.minutes_version, "text": found.minutes or drafted(found)})
    if request.method == "POST":
        form = MinutesForm(request.POST)
        if form.is_valid() and _save(found, form, request):
            return redirect("reviews:minutes", pk)
    context = {"meeting": found, "form": form}
    return render(request, "reviews/meeting/minutes.html", context, status=422 if form.errors else 200)


def _save(found: Meeting, form: MinutesForm, request: HttpRequest) -> bool:
    given = form.cleaned_data
    try:
        save_minutes(found, text=given["text"], version=given["version"], person=request.user)
    except Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        return False
    messages.success(request, "会议记录已保存。")
    return True


@require_safe
@signed_in
def minutes_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the minutes as a .docx."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).for_pages(), pk=pk)
    data = minutes_document(found, found.minutes or drafted(found))
    return download(data, _name(found, "会议记录"))


@require_safe
@signed_in
def comment_sheet_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the sheet from which the comments are spoken."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).for_pages(), pk=pk)
    return download(comment_sheet(found, sheet_rows(found)), _name(found, "点评稿"))


@require_safe
@signed_in
def order_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the order of speaking, for the door."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).for_pages(), pk=pk)
    return download(order_list(found, found.speeches.for_pages()), _name(found, "发言顺序"))


def _name(found: Meeting, what: str) -> str:
    return UNSAFE.sub("_", f"{found.title} {what}.docx")

"""What follows from the results: the list for 人事, talks and rectifications."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.concluding.consequence import barred_paper, barred_table
from reviews.documents.name import UNSAFE
from reviews.forms.concluding.consequence import SentForm
from reviews.models import Round
from reviews.pages.concluding.consequence import consequences_page
from reviews.services.concluding.consequence import SendingRefused, listed, note_sent


@require_safe
@signed_in
def consequences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round's consequences."""
    return render(request, "reviews/consequence/list.html", consequences_page(request.user, _round(request, pk)))


@require_POST
@signed_in
def consequences_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that 人事 has signed for the rows that the page showed."""
    found, form = _round(request, pk), SentForm(request.POST)
    if form.is_valid():
        sent_on, receipt = form.cleaned_data["sent_on"], form.cleaned_data["receipt"]
        try:
            count = note_sent(found, ids=form.rows(), sent_on=sent_on, receipt=receipt, person=request.user)
        except SendingRefused as refused:
            form.add_error(None, str(refused))
        else:
            words = f"已登记 {count} 人。" if count else "没有要登记的：可能刚才已经登记过。页面已经更新。"
            messages.success(request, words)
            return redirect("reviews:consequences", pk)
    context = consequences_page(request.user, found, form=form)
    return render(request, "reviews/consequence/list.html", context, status=422)


@require_safe
@signed_in
def consequences_document(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the letter to 人事 with its list."""
    found = _round(request, pk)
    paper = barred_paper(found, listed(found, request.user).barred, timezone.localdate())
    return download(paper, _name(found, "送人事名单.docx"))


@require_safe
@signed_in
def consequences_table(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the list as a table."""
    found = _round(request, pk)
    return download(barred_table(found, listed(found, request.user).barred), _name(found, "送人事名单.xlsx"))


def _round(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(Round.objects.followed_by(request.user).latest_first(), pk=pk)


def _name(round_: Round, what: str) -> str:
    return UNSAFE.sub("_", f"{round_.organization_short}{round_.cycle.year}年度{what}")

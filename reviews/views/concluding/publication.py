"""Circulation: drafted, looked at once more, issued; then read by exactly the decided scope."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.concluding.publication import publication_paper
from reviews.documents.name import UNSAFE
from reviews.forms.concluding.decision import SeenForm
from reviews.forms.concluding.publication import PublicationForm
from reviews.models import Publication, Round
from reviews.pages.concluding.publication import (
    issue_page,
    paper_of,
    publication_page,
    publications_page,
    round_publication_page,
)
from reviews.services.concluding.publication import (
    PublicationOvertaken,
    PublicationRefused,
    issue_publication,
    save_publication,
    waiting,
)
from reviews.services.preparing.stage import Moved, NoSuchMove, NotReady

get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def publications(request: HttpRequest) -> HttpResponse:
    """Show what has been circulated to the person."""
    return render(request, "reviews/publication/list.html", publications_page(request.user))


@get_and_post
@signed_in
def round_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft what a round circulates; a text that came second stays in its box."""
    found = get_object_or_404(Round.objects.decided_by(request.user).latest_first(), pk=pk)
    if request.method != "POST":
        return render(request, "reviews/publication/draft.html", round_publication_page(found))
    form = PublicationForm(request.POST)
    if form.is_valid():
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
        try:
            saved = save_publication(found, text=text, seen=seen, person=request.user, now=timezone.now())
        except (PublicationOvertaken, PublicationRefused) as refused:
            form.add_error(None, str(refused))
            _look_again(found, form)
        else:
            messages.success(request, "已保存。下面是印发后的样子。")
            return redirect("reviews:publication", saved.pk)
    context = round_publication_page(found, form=form)
    return render(request, "reviews/publication/draft.html", context, status=422)


def _look_again(found: Round, form: PublicationForm) -> None:
    """Take the newest version as seen: saving once more is then a choice made knowingly."""
    next_ = waiting(found)
    drafted = Publication.objects.of_decision(next_.decision).first() if next_ else None
    form.data = form.data.copy()
    form.data["seen"] = drafted.version if drafted else 0


@require_safe
@signed_in
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one circulation, or to its drafters a draft."""
    found = get_object_or_404(Publication.objects.visible_to(request.user).for_pages(), pk=pk)
    return render(request, "reviews/publication/detail.html", publication_page(request.user, found))


@get_and_post
@signed_in
def publication_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Look once more, then send it out."""
    found = get_object_or_404(Publication.objects.editable_by(request.user).for_pages(), pk=pk)
    if request.method != "POST":
        if found.is_issued:
            return redirect("reviews:publication", pk)
        return render(request, "reviews/publication/issue.html", issue_page(request.user, found))
    form = SeenForm(request.POST)
    if form.is_valid() and _issued(request, found, form):
        messages.success(request, f"已印发，范围：{found.decision.get_scope_display()}。")
        return redirect("reviews:publication", pk)
    return render(request, "reviews/publication/issue.html", issue_page(request.user, found, form=form), status=422)


def _issued(request: HttpRequest, found: Publication, form: SeenForm) -> bool:
    data = form.cleaned_data
    try:
        issue_publication(
            found,
            seen=data["seen"],
            shown=data["shown"],
            reason=data["reason"],
            person=request.user,
            now=timezone.now(),
        )
    except (PublicationOvertaken, PublicationRefused, NotReady, NoSuchMove, Moved) as refused:
        form.add_error(None, str(refused))
        found.refresh_from_db()
        return False
    return True


@require_safe
@signed_in
def publication_document(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over a circulation as an official paper."""
    found = get_object_or_404(Publication.objects.visible_to(request.user).for_pages(), pk=pk)
    paper = paper_of(found, None if found.is_issued else waiting(found.decision.round))
    data = publication_paper(found, title=paper["title"], contents=paper["contents"], today=timezone.localdate())
    round_ = found.decision.round
    return download(
        data, UNSAFE.sub("_", f"{round_.organization_short}{round_.cycle.year}年度述职评议考核情况通报.docx")
    )

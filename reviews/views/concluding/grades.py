"""The grade board of a round, one move at a time, and the papers for the body that decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.concluding.grades import meeting_papers, proposals_table
from reviews.documents.concluding.inquiry import inquiry_letter
from reviews.documents.name import UNSAFE
from reviews.forms.concluding.evaluation import GradeForm, PapersForm
from reviews.models import Round, Statement
from reviews.pages.concluding.grades import grades_page
from reviews.rules.hearing.grade import grade_name
from reviews.services.collecting.report import Overtaken
from reviews.services.concluding.evaluation import propose_grade
from reviews.services.concluding.papers import papers_for, record_fetched
from reviews.services.hearing.meeting import NotNow


@require_safe
@signed_in
def grades(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everybody's proposed grade beside the others', but for one's own."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    return render(request, "reviews/evaluation/grades.html", grades_page(request.user, found))


@require_POST
@signed_in
def grade_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose one person's grade, or take it back; scripting swaps in the page that this leads to."""
    found = get_object_or_404(Statement.objects.evaluated_by(request.user).for_pages(), pk=pk)
    form = GradeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有看懂要拟成哪一等，请在页面上点一下按钮。")
        return redirect("reviews:grades", found.round_id)
    grade, version = form.cleaned_data["grade"], form.cleaned_data["version"]
    try:
        propose_grade(found, grade=grade, version=version, person=request.user, now=timezone.now())
    except (NotNow, Overtaken) as no:
        messages.error(request, f"{found.person.name}同志的等次没有动。{no}")
    else:
        name = grade_name(grade, found.round.cycle.grade_names)
        messages.success(request, f"{found.person.name}同志{f'拟为“{name}”' if grade else '已移回未拟'}。")
    return redirect("reviews:grades", found.round_id)


@require_safe
@signed_in
def inquiry_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over the letter that asks others what they know; it names the reviewed and tells nothing of them."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    statements = Statement.objects.evaluated_by(request.user).filter(round=found).for_pages().in_order()
    letter = inquiry_letter(found, list(statements), timezone.localdate())
    return download(letter, UNSAFE.sub("_", f"{found.organization_short}{found.cycle.year}年度征求意见函.docx"))


@require_POST
@signed_in
def grades_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over the numbered papers, or the table; who fetched them is in the trail."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    form = PapersForm(request.POST)
    as_table = request.POST.get("format") == "xlsx"
    if not form.is_valid() and not as_table:
        return render(
            request, "reviews/evaluation/grades.html", grades_page(request.user, found, papers_form=form), status=422
        )
    papers = papers_for(request.user, found, timezone.localdate())
    copies = None if as_table else form.cleaned_data["copies"]
    data = proposals_table(papers) if copies is None else meeting_papers(papers, copies)
    record_fetched(found, person=request.user, copies=copies)
    name = f"{papers.title}.{'xlsx' if as_table else 'docx'}"
    return download(data, UNSAFE.sub("_", name))

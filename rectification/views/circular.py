"""Circulars: drafted from the ledgers, issued once, never a rank (N3.5c)."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from rectification.documents.circular import CircularText, circular_docx
from rectification.forms.supervision import CircularForm
from rectification.models import Circular
from rectification.pages.circular import addressees, circular_page, circular_title
from rectification.pages.supervision import supervises
from rectification.services.circular import circular_lists, draft_circular, issue_circular, write_demand
from rectification.services.item import Overtaken
from rectification.views.supervision import below


@require_POST
@signed_in
def circular_draft(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Draft the next circular, or open the draft that waits."""
    organization, cycle = below(request.user, pk, year)
    if not supervises(request.user, organization):
        raise Http404
    drafted = draft_circular(organization, cycle=cycle, person=request.user, now=timezone.now())
    return redirect("rectification:circular", drafted.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def circular(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a circular; a POST changes the demand of a draft."""
    writes = request.method == "POST"
    circulars = Circular.objects.editable_by(request.user) if writes else Circular.objects.visible_to(request.user)
    found = get_object_or_404(circulars.for_pages(), pk=pk)
    form = CircularForm(request.POST if writes else None, initial={"demand": found.demand})
    status = 200
    if form.is_valid():
        try:
            write_demand(found, person=request.user, demand=form.cleaned_data["demand"])
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            status = 409
        else:
            messages.success(request, "已保存。")
            return redirect("rectification:circular", pk)
    elif writes:
        status = 422
    context = circular_page(request.user, found, form=form)
    return render(request, "rectification/supervision/circular.html", context, status=status)


@require_safe
@signed_in
def circular_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the circular as a Word file."""
    found = get_object_or_404(Circular.objects.visible_to(request.user).for_pages(), pk=pk)
    today = timezone.localdate()
    opening, lists = circular_lists(found, today)
    text = CircularText(
        title=circular_title(found),
        addressees=addressees(lists),
        opening=opening,
        lists=lists,
        demand=found.demand,
        signature="党委组织部" if found.organization.parent_id is None else found.organization_name,
        on=timezone.localdate(found.issued_at) if found.issued_at else today,
    )
    name = f"{found.organization_short}{found.cycle.year}年度整改督查通报第{found.number}期.docx"
    return download(circular_docx(text), name)


@require_POST
@signed_in
def circular_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a draft; its lists no longer move."""
    found = get_object_or_404(Circular.objects.editable_by(request.user).for_pages(), pk=pk)
    try:
        issue_circular(found, person=request.user, now=timezone.now())
    except Overtaken as overtaken:
        messages.error(request, str(overtaken))
    else:
        messages.success(request, "已印发，所列党组织的书记看得到这一期。")
    return redirect("rectification:circular", pk)

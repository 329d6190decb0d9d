"""交接单: what a post passes on, to print and sign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.documents.people.handover import handover_sheet
from accounts.downloads import download
from accounts.models import Appointment
from accounts.models.people.appointment import AppointmentQuerySet
from accounts.pages.people.handover import handover_page
from accounts.policies import signed_in
from accounts.services.people.handover import handover_of


@require_safe
@signed_in
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the post owes: to its superiors always, to who left it and who followed in it until 30 days after."""
    post = get_object_or_404(_handed_to(request), pk=pk)
    return render(request, "accounts/handover/detail.html", handover_page(request.user, post))


@require_safe
@signed_in
def handover_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the sheet out as a paper, to the same people."""
    post = get_object_or_404(_handed_to(request), pk=pk)
    found = handover_of(post, reader=request.user, today=timezone.localdate())
    data = handover_sheet(
        post, found.successor, matters=found.matters, outstanding=found.outstanding, day=found.day
    )  # fmt: skip
    return download(data, f"{post.title}工作交接单.docx")


def _handed_to(request: HttpRequest) -> AppointmentQuerySet:
    return Appointment.objects.handed_to(request.user, timezone.localdate()).for_pages()

"""撤销、并入、恢复: shown first, done when confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms.people.organization import EndingForm, SeekForm
from accounts.models import Organization
from accounts.policies import signed_in
from accounts.services.people.ending import EndingRefused, end_organization, foresee, foresee_return, take_back


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organization_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve an organization or merge it into another: GET shows what would happen, POST does it."""
    endable = Organization.objects.editable_by(request.user).living().filter(parent__isnull=False)
    found = get_object_or_404(endable.select_related("parent"), pk=pk)
    seek = SeekForm(request.GET)
    form = _form(request, found, seek.chosen())
    foreseen = None
    if form.is_valid():
        choice = form.choice | {"today": timezone.localdate()}
        if request.method == "POST" and _ended(request, found, form, choice):
            return redirect("accounts:organization", pk)
        foreseen = foresee(found, **choice)
    context = {"form": form, "seek": seek, "sought": seek.chosen(), "organization": found, "foreseen": foreseen,
               "more": form.more}  # fmt: skip
    return render(request, "accounts/organization/end.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, found: Organization, sought: str) -> EndingForm:
    """Return the form as posted, as asked about, or with what was filled in before looking for a successor."""
    asked = request.POST or (request.GET if "look" in request.GET else None)
    initial = {"on": request.GET.get("on") or timezone.localdate(), "how": request.GET.get("how")}
    return EndingForm(asked, person=request.user, organization=found, sought=sought, initial=initial)


def _ended(request: HttpRequest, found: Organization, form: EndingForm, choice: dict[str, Any]) -> bool:
    try:
        end_organization(found, actor=request.user, **choice)
    except EndingRefused as refused:
        form.add_error(None, str(refused))
        return False
    done = "并入" if choice["successor"] else "撤销"
    messages.success(request, f"{found.known_as}已登记{done}。登记错了，可以在这一页恢复。")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organization_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a mistaken end: GET shows what comes back, POST brings it back."""
    found = get_object_or_404(
        Organization.objects.editable_by(request.user).select_related("parent", "successor"), pk=pk
    )  # fmt: skip
    if request.method != "POST" and not found.is_living:
        context = {"organization": found, "back": foresee_return(found)}
        return render(request, "accounts/organization/take_back.html", context)
    try:
        take_back(found, actor=request.user)
    except EndingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{found.known_as}已恢复。")
    return redirect("accounts:organization", pk)

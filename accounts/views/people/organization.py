"""党组织: the tree, one organization, and building it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.people.organization import ChangeForm, MoveForm, OrganizationForm, SeekForm
from accounts.models import Organization
from accounts.models.people.reach import overseen_roots
from accounts.pages.people.organization import organization_page
from accounts.pages.people.tree import branch_page, level_page, tree_page, tree_url
from accounts.policies import signed_in
from accounts.services.people.organization import (
    MoveRefused,
    change_organization,
    create_organization,
    move_organization,
)
from accounts.views.people.slips import slips_opened_by

FORM = "accounts/organization/form.html"


@require_safe
@signed_in
def organizations(request: HttpRequest) -> HttpResponse:
    """Show the trees that the person sees, or what was looked for in them."""
    get_object_or_404(Organization, pk=next((root.pk for root in overseen_roots(request.user)), 0))
    return render(request, "accounts/organization/tree.html", tree_page(request.user, request.GET))


@require_safe
@signed_in
def organization_below(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close one line of the tree, or hand over the rest of a long level; without scripting, go to the tree."""
    found = get_object_or_404(Organization.objects.visible_to(request.user).select_related("parent"), pk=pk)
    if not request.htmx:
        return redirect(tree_url({pk}, ended=False))
    current = request.htmx.current_url or ""
    if "after" in request.GET:
        context = level_page(found, request.GET["after"], ended="ended=1" in current)
        return render(request, "accounts/organization/_level.html", context)
    context, address = branch_page(found, show="close" not in request.GET, current_url=current)
    response = render(request, "accounts/organization/_branch.html", context)
    response["HX-Replace-Url"] = address
    return response


@require_safe
@signed_in
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one organization."""
    whole = Organization.objects.visible_to(request.user).select_related("parent", "successor").with_below()
    found = get_object_or_404(whole, pk=pk)
    context = organization_page(request.user, found, request.GET, slips_opened_by(request))
    return render(request, "accounts/organization/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organization_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Create an organization below this one."""
    parent = get_object_or_404(Organization.objects.rooted_by(request.user).living(), pk=pk)
    form = OrganizationForm(request.POST or None, initial={"position": parent.children.living().count() + 1})
    if form.is_valid():
        try:
            made = create_organization(parent=parent, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"已在{parent.known_as}之下新建{made.name}。")
            return redirect("accounts:organization", made.pk)
    context = {"form": form, "organization": parent, "heading": f"在{parent.known_as}之下新建党组织", "submit": "新建"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organization_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename an organization, or change its kind or place."""
    found = get_object_or_404(Organization.objects.editable_by(request.user).living(), pk=pk)
    initial = {name: getattr(found, name) for name in OrganizationForm.base_fields}
    form = ChangeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_organization(found, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "已保存，改动记在下面的变动记录里。")
            return redirect("accounts:organization", pk)
    context = {"form": form, "organization": found, "heading": f"修改{found.known_as}", "submit": "保存"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organization_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an organization, with all below it, under another."""
    movable = Organization.objects.editable_by(request.user).living().filter(parent__isnull=False)
    found = get_object_or_404(movable.select_related("parent"), pk=pk)
    seek = SeekForm(request.GET)
    form = MoveForm(request.POST or None, person=request.user, organization=found, sought=seek.chosen())
    if form.is_valid():
        try:
            moved = move_organization(found, parent=form.cleaned_data["parent"], actor=request.user)
        except (MoveRefused, ValidationError) as refused:
            form.add_error(None, getattr(refused, "messages", None) or str(refused))
        else:
            messages.success(request, f"{moved.known_as}和它的下级已调整到{form.cleaned_data['parent'].known_as}之下。")
            return redirect("accounts:organization", pk)
    context = {"form": form, "seek": seek, "sought": seek.chosen(), "organization": found, "more": form.more}
    return render(request, "accounts/organization/move.html", context, status=422 if form.errors else 200)

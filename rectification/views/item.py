"""An item: its page, entering and editing it, its evidence."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from accounts.services.house.stored_file import read_file
from rectification.forms.item import ItemForm
from rectification.models import Evidence, Item, Ledger
from rectification.pages.item import item_page
from rectification.services.item import NotAllowed, Overtaken, drop_item, edit_item, list_item


@require_safe
@signed_in
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item with its history and what can be done now."""
    found = get_object_or_404(Item.objects.visible_to(request.user), pk=pk)
    return render(request, "rectification/item/detail.html", item_page(request.user, found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a problem by hand."""
    ledger = get_object_or_404(Ledger.objects.editable_by(request.user).for_pages(), pk=pk)
    form = ItemForm(request.POST if request.method == "POST" else None, ledger=ledger)
    if not form.is_valid():
        return _form(request, ledger, form, None)
    entered = list_item(ledger, person=request.user, fields=form.cells, now=timezone.now())
    messages.success(request, f"已列入，是第 {entered.number} 件。")
    return redirect("rectification:ledger", ledger.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open item's cells."""
    found = get_object_or_404(Item.objects.editable_by(request.user).for_pages(), pk=pk)
    form = ItemForm(request.POST if request.method == "POST" else None, ledger=found.ledger, item=found)
    if not form.is_valid():
        return _form(request, found.ledger, form, found)
    try:
        edit_item(seen(found, request), person=request.user, fields=form.cells, now=timezone.now())
    except (Overtaken, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return _form(request, found.ledger, form, found, status=409)
    messages.success(request, f"第 {found.number} 件已改好。")
    return redirect("rectification:ledger", found.ledger_id)


def seen(found: Item, request: HttpRequest) -> Item:
    """Return ``found`` in the version that the page showed: that is what the person has decided upon."""
    version = request.POST.get("version", "")
    found.version = int(version) if version.isdecimal() else found.version
    return found


def _form(
    request: HttpRequest, ledger: Ledger, form: ItemForm, found: Item | None, status: int | None = None
) -> HttpResponse:
    status = status or (422 if form.is_bound else 200)
    context = {"ledger": ledger, "form": form, "item": found}
    return render(request, "rectification/item/form.html", context, status=status)


@require_POST
@signed_in
def item_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an item out of a ledger that is being drawn up."""
    found = get_object_or_404(Item.objects.editable_by(request.user).for_pages(), pk=pk)
    try:
        drop_item(seen(found, request), person=request.user)
    except (Overtaken, NotAllowed) as refused:
        messages.error(request, str(refused))
        return redirect("rectification:item", pk)
    messages.success(request, f"已删去“{found.problem[:20]}”这一件。")
    return redirect("rectification:ledger", found.ledger_id)


@require_safe
@signed_in
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over a file that stands as evidence."""
    visible = Evidence.objects.visible_to(request.user).exclude(file=None).select_related("file")
    found = get_object_or_404(visible, pk=pk)
    return download(read_file(found.file), found.filename)

"""More time: asked on the item's page, answered by the superior."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from accounts.typed import safe_back
from rectification.forms.item import AnswerForm, ExtensionForm
from rectification.models import Extension, Item
from rectification.pages.item import item_page
from rectification.services.extension import ask_extension, decide_extension
from rectification.services.item import NotAllowed, Overtaken


@require_POST
@signed_in
def extension_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a later day."""
    found = get_object_or_404(Item.objects.editable_by(request.user).for_pages(), pk=pk)
    form, status = ExtensionForm(request.POST, auto_id="extension-%s"), 422
    if form.is_valid():
        try:
            ask_extension(found, person=request.user, now=timezone.now(), **form.cleaned_data)
        except (Overtaken, NotAllowed) as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, f"已向{found.ledger.superior_name}申请延期，答复前原时限不变。")
            return redirect("rectification:item", pk)
    context = item_page(request.user, found, extension_form=form)
    return render(request, "rectification/item/detail.html", context, status=status)


@require_POST
@signed_in
def extension_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a request."""
    found = get_object_or_404(Extension.objects.supervised_by(request.user).for_pages(), pk=pk)
    form, status = AnswerForm(request.POST, auto_id="answer-%s"), 422
    if form.is_valid():
        try:
            decide_extension(found, person=request.user, now=timezone.now(), **form.cleaned_data)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            status = 409
        else:
            messages.success(request, f"已答复{found.item.ledger.organization_short}。")
            return redirect(safe_back(request, f"/items/{found.item_id}/"))
    context = item_page(request.user, found.item, answer_form=form)
    return render(request, "rectification/item/detail.html", context, status=status)

"""A talk 约谈提醒: noted after it was held, and its record on paper (N3.4d)."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from rectification.documents.talk import talk_record
from rectification.forms.talk import TalkForm
from rectification.models import Talk
from rectification.pages.talk import FIELDS, talk_ground, talk_page
from rectification.services.item import NotAllowed, Overtaken
from rectification.services.talk import TalkNote, note_talk
from reviews.documents.name import UNSAFE


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a talk; a POST notes or corrects it."""
    if request.method != "POST":
        found = get_object_or_404(Talk.objects.visible_to(request.user).for_pages(), pk=pk)
        return render(request, "rectification/talk/detail.html", talk_page(request.user, found))
    found = get_object_or_404(Talk.objects.editable_by(request.user).for_pages(), pk=pk)
    form = TalkForm(request.POST, decided_on=found.consequence.outcome.decision.held_on)
    if not form.is_valid():
        return _again(request, found, form, 422)
    note = TalkNote(**{name: form.cleaned_data[name] for name in FIELDS})
    try:
        note_talk(found, note=note, seen=form.cleaned_data["seen"], person=request.user, now=timezone.now())
    except (Overtaken, NotAllowed) as refused:
        fresh = get_object_or_404(Talk.objects.editable_by(request.user).for_pages(), pk=pk)
        form.data = form.data.copy()
        form.data["seen"] = fresh.version
        form.add_error(None, str(refused))
        return _again(request, fresh, form, 409)
    messages.success(request, "已登记。反馈以后，本人在台账页看得到这份记录。")
    return redirect("rectification:talk", pk)


def _again(request: HttpRequest, found: Talk, form: TalkForm, status: int) -> HttpResponse:
    context = talk_page(request.user, found, form=form)
    return render(request, "rectification/talk/detail.html", context, status=status)


@require_safe
@signed_in
def talk_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the record, before the talk as a form to take along."""
    found = get_object_or_404(Talk.objects.visible_to(request.user).for_pages(), pk=pk)
    statement = found.consequence.outcome.statement
    name = f"{statement.organization_short}{statement.round.cycle.year}年度约谈提醒记录.docx"
    return download(talk_record(found, talk_ground(found)), UNSAFE.sub("_", name))

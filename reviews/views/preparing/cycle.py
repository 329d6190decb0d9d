"""年度设置: the years, one year's values, and the rounds of every level opened together."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.models import Person
from accounts.policies import signed_in
from accounts.services.house.attached import NotKept, look_at_attached
from accounts.services.house.stored_file import read_file
from reviews.forms.preparing.cycle import CycleForm, initial_values
from reviews.forms.preparing.plan import OpenLevelsForm
from reviews.models import Cycle
from reviews.pages.preparing.cycle import cycle_page, open_page
from reviews.services.preparing.cycle import (
    NeedsReason,
    NoticeFile,
    create_cycle,
    is_used,
    update_cycle,
    values_to_copy,
)
from reviews.services.preparing.round import Dates, open_all_levels
from reviews.wordcheck import ReportLimits

get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def cycles(request: HttpRequest) -> HttpResponse:
    """Show the years to those who set them up."""
    if not _is_of_the_top(request):
        raise Http404
    shown = Cycle.objects.visible_to(request.user).latest_first()
    may_edit = _may_create(request)
    return render(request, "reviews/cycle/list.html", {"cycles": shown, "may_edit": may_edit})


@get_and_post
@signed_in
def cycle_new(request: HttpRequest) -> HttpResponse:
    """Set a new year up, from the built-in values or from the last year's."""
    if not _may_create(request):
        raise Http404
    last = Cycle.objects.editable_by(request.user).latest_first().first()
    form = CycleForm(request.POST, request.FILES) if request.method == "POST" else CycleForm(initial=_start(request))
    context = {"form": form, "last": last, "copied": "copy" in request.GET}
    if request.method != "POST" or not form.is_valid():
        return render(request, "reviews/cycle/new.html", context, status=422 if form.errors else 200)
    if Cycle.objects.editable_by(request.user).of_year(form.cleaned_data["year"]).exists():
        form.add_error("year", f"{form.cleaned_data['year']} 年度已经有了，请到那一年里修改。")
        return render(request, "reviews/cycle/new.html", context, status=409)
    notice = _notice(request, form, request.user)
    if form.errors:
        return render(request, "reviews/cycle/new.html", context, status=422)
    made = create_cycle(limits=form.limits(), notice=notice, actor=request.user, now=timezone.now(), **form.values())
    messages.success(request, f"{made}已建好。下一步：各级一起开。")
    return redirect("reviews:cycle", made.pk)


@get_and_post
@signed_in
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a year's values, and take changed ones."""
    if request.method != "POST":
        found = get_object_or_404(Cycle.objects.visible_to(request.user), pk=pk)
        return render(request, "reviews/cycle/detail.html", cycle_page(request.user, found))
    found = get_object_or_404(Cycle.objects.editable_by(request.user), pk=pk)
    form = CycleForm(request.POST, request.FILES, initial={"year": found.year}, used=is_used(found))
    if form.is_valid() and _updated(request, found, form):
        messages.success(request, "已保存。")
        return redirect("reviews:cycle", pk)
    return render(request, "reviews/cycle/detail.html", cycle_page(request.user, found, form=form), status=422)


def _updated(request: HttpRequest, found: Cycle, form: CycleForm) -> bool:
    notice = _notice(request, form, found)
    if form.errors:
        return False
    try:
        update_cycle(
            found,
            limits=form.limits(),
            reason=form.cleaned_data.get("reason", ""),
            notice=notice,
            actor=request.user,
            now=timezone.now(),
            **form.values(),
        )
    except NeedsReason as needed:
        form.add_error("reason" if "reason" in form.fields else None, str(needed))
        return False
    return True


@require_safe
@signed_in
def cycle_notice(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the year's notice to whoever has logged in: it is addressed to everybody."""
    found = get_object_or_404(Cycle.objects.with_notice(), pk=pk)
    return download(read_file(found.notice_file), found.notice_filename)


@get_and_post
@signed_in
def cycle_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the rounds of every level at once."""
    found = get_object_or_404(Cycle.objects.editable_by(request.user), pk=pk)
    form = OpenLevelsForm(request.POST) if request.method == "POST" else OpenLevelsForm()
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "reviews/cycle/open.html", open_page(found, form=form), status=status)
    dates = form.cleaned_data
    made = open_all_levels(
        found,
        top=Dates(dates["top_due"], dates["top_meeting"]),
        below=Dates(dates["below_due"], dates["below_meeting"]),
        actor=request.user,
    )
    if made:
        messages.success(request, f"新开 {len(made)} 轮。各单位组织员核对名单和日期后，就可以开始收稿。")
    else:
        messages.info(request, "各级都已经开了，没有要开的。")
    return redirect("reviews:rounds")


def _start(request: HttpRequest) -> dict[str, object]:
    """Return what a new year starts from: the last year's values where asked for; never its dates."""
    last = Cycle.objects.editable_by(request.user).latest_first().first()
    if last is None or "copy" not in request.GET:
        return initial_values(ReportLimits(), {})
    values = values_to_copy(last)
    return initial_values(values.pop("limits"), values)


def _notice(request: HttpRequest, form: CycleForm, beside: Cycle | Person) -> NoticeFile | None:
    """Return the uploaded notice; one with a secrecy mark becomes an error of its field."""
    file = form.cleaned_data["notice_file"]
    if not file:
        return None
    notice = NoticeFile(file.read(), file.name)
    try:
        look_at_attached(notice.data, notice.filename, person=request.user, beside=beside)
    except NotKept as no:
        form.add_error("notice_file", str(no))
        return None
    return notice


def _is_of_the_top(request: HttpRequest) -> bool:
    return Cycle.objects.are_for(request.user)


def _may_create(request: HttpRequest) -> bool:
    return Cycle.objects.may_be_made_by(request.user)

"""以…身份查看: begin and end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.entry.support import SupportForm
from accounts.models import Person
from accounts.policies import signed_in
from accounts.services.entry.support import LONGEST, end_support, start_support

SESSION_KEY = "support"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and begin."""
    subject = get_object_or_404(Person.objects.supported_by(request.user), pk=pk)
    form = SupportForm(request.POST or None)
    if form.is_valid():
        request.session[SESSION_KEY] = start_support(
            subject, supporter=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        return redirect("accounts:home")
    context = {"form": form, "subject": subject, "minutes": int(LONGEST.total_seconds() // 60)}
    return render(request, "accounts/support/start.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def support_end(request: HttpRequest) -> HttpResponse:
    """End it; whoever looks as nobody just goes home."""
    kept = request.session.pop(SESSION_KEY, None)
    if kept:
        rotate_token(request)  # a page that was looked at may still be open elsewhere: its buttons are not one's own
    subject = end_support(request.user, kept) if kept else None
    if subject is None:
        return redirect("accounts:home")
    messages.success(request, f"已退出，您又是您自己了。刚才是以{subject.name}同志的身份查看。")
    return redirect("accounts:person", subject.pk)

"""首次设置: the page that stands only while nobody is there."""

from django.contrib.auth import login as start_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms.entry.setup import SetupForm
from accounts.policies import while_empty
from accounts.services.entry.setup import SetupRefused, set_up
from accounts.views.entry.session import BACKEND


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@while_empty
def setup(request: HttpRequest) -> HttpResponse:
    """Set the school up with the code from the server; the roster comes next."""
    form = SetupForm(request.POST or None)
    if form.is_valid():
        try:
            person = set_up(**form.facts(), today=timezone.localdate())
        except SetupRefused as refused:
            form.add_error(None, str(refused))
        else:
            start_session(request, person, backend=BACKEND)
            return redirect("accounts:roster_upload", person.posts[0].organization_id)
    return render(request, "accounts/setup/form.html", {"form": form}, status=422 if form.errors else 200)

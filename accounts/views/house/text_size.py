"""How large the letters are."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from accounts.context import TEXT_SIZES
from accounts.policies import anyone
from accounts.typed import safe_back

YEAR = 365 * 24 * 3600  # seconds


@require_POST
@anyone
def text_size(request: HttpRequest) -> HttpResponse:
    """Keep the chosen text size in a cookie of this browser and go back to the page."""
    response = HttpResponseRedirect(safe_back(request))
    size = request.POST.get("size")
    if size in TEXT_SIZES:
        response.set_cookie("text_size", size, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response

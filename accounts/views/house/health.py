"""Whether the application lives, for whoever watches the machine."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.policies import anyone


@require_safe
@anyone
def health(request: HttpRequest) -> HttpResponse:
    """Answer ``ok`` when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")

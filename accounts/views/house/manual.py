"""帮助: the manual, served inside the application."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.policies import anyone
from accounts.services.house.manual import manual_pages


@require_safe
@anyone
def manual(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Show a page of the manual, the first one by default."""
    pages = manual_pages()
    page = pages.get(slug or next(iter(pages)))
    if page is None:
        raise Http404
    context = {"pages": pages.values(), "page": page, "content": mark_safe(page.html)}  # noqa: S308 - our own text
    return render(request, "accounts/manual.html", context)

"""Sample reports to try the demo with."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.policies import demo_only
from reviews.services.collecting.sample import SAMPLES, sample_file


@require_safe
@demo_only
def sample(request: HttpRequest, profile: str) -> FileResponse:
    """Hand over one of the sample files."""
    if profile not in SAMPLES:
        raise Http404
    name, data = sample_file(profile)
    return download(data, name)

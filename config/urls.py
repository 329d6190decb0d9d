"""Every address: each app brings its own."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("reviews.urls")),
    path("", include("rectification.urls")),
]
if settings.EMERGENCY_ADMIN:
    from accounts.admin import site

    urlpatterns.append(path("emergency/", site.urls))

handler400 = "accounts.views.house.error.bad_request"
handler403 = "accounts.views.house.error.forbidden"
handler404 = "accounts.views.house.error.not_found"
handler500 = "accounts.views.house.error.server_error"
handler429 = "accounts.views.house.error.too_many"  # allauth asks here

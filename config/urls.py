"""Every address: each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("reviews.urls")),
    path("", include("rectification.urls")),
]

handler400 = "accounts.views.error.bad_request"
handler403 = "accounts.views.error.forbidden"
handler404 = "accounts.views.error.not_found"
handler500 = "accounts.views.error.server_error"

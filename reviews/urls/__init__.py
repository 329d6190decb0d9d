"""Addresses of reviews, a file for each room."""

from reviews.urls import collecting, concluding, hearing, preparing

app_name = "reviews"
urlpatterns = [
    *preparing.urlpatterns,
    *collecting.urlpatterns,
    *hearing.urlpatterns,
    *concluding.urlpatterns,
]

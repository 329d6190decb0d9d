"""Addresses of what is told afterwards: the report upward."""

from django.urls import path

from reviews.views.concluding.round_report import round_report, round_report_document, round_report_file

urlpatterns = [
    path("rounds/<int:pk>/report/", round_report, name="round_report"),
    path("rounds/<int:pk>/report/file/", round_report_file, name="round_report_file"),
    path("rounds/<int:pk>/report.docx", round_report_document, name="round_report_document"),
]

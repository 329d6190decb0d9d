"""Addresses of what is concluded: evaluations and grades; and of what is told afterwards: the report upward."""

from django.urls import path

from reviews.views.concluding.evaluation import evaluation
from reviews.views.concluding.grades import grade_propose, grades, grades_file, inquiry_file
from reviews.views.concluding.round_report import round_report, round_report_document, round_report_file

urlpatterns = [
    path("statements/<int:pk>/evaluation/", evaluation, name="evaluation"),
    path("statements/<int:pk>/grade/", grade_propose, name="grade_propose"),
    path("rounds/<int:pk>/grades/", grades, name="grades"),
    path("rounds/<int:pk>/inquiry.docx", inquiry_file, name="inquiry_file"),
    path("rounds/<int:pk>/grades/papers/", grades_file, name="grades_file"),
    path("rounds/<int:pk>/report/", round_report, name="round_report"),
    path("rounds/<int:pk>/report/file/", round_report_file, name="round_report_file"),
    path("rounds/<int:pk>/report.docx", round_report_document, name="round_report_document"),
]

"""Addresses of what is proposed, decided and told afterwards: decision, feedback, consequences, circulation, the report upward."""

from django.urls import path

from reviews.views.concluding.consequence import (
    consequences,
    consequences_document,
    consequences_sent,
    consequences_table,
)
from reviews.views.concluding.decision import (
    decision_confirm,
    decision_drop,
    decision_enter,
    decision_minutes,
    round_decision,
)
from reviews.views.concluding.evaluation import evaluation
from reviews.views.concluding.feedback import (
    feedback,
    feedback_acknowledge,
    feedback_answer,
    feedback_document,
    feedback_documents,
    feedback_object,
    feedback_open,
    feedback_talk,
    round_feedback,
)
from reviews.views.concluding.grades import grade_propose, grades, grades_file, inquiry_file
from reviews.views.concluding.publication import (
    publication,
    publication_document,
    publication_issue,
    publications,
    round_publication,
)
from reviews.views.concluding.round_report import round_report, round_report_document, round_report_file

urlpatterns = [
    path("statements/<int:pk>/evaluation/", evaluation, name="evaluation"),
    path("statements/<int:pk>/grade/", grade_propose, name="grade_propose"),
    path("rounds/<int:pk>/grades/", grades, name="grades"),
    path("rounds/<int:pk>/inquiry.docx", inquiry_file, name="inquiry_file"),
    path("rounds/<int:pk>/grades/papers/", grades_file, name="grades_file"),
    path("rounds/<int:pk>/decision/", round_decision, name="round_decision"),
    path("rounds/<int:pk>/decision/enter/", decision_enter, name="decision_enter"),
    path("decisions/<int:pk>/confirm/", decision_confirm, name="decision_confirm"),
    path("decisions/<int:pk>/drop/", decision_drop, name="decision_drop"),
    path("decisions/<int:pk>/minutes/", decision_minutes, name="decision_minutes"),
    path("rounds/<int:pk>/feedback/", round_feedback, name="round_feedback"),
    path("rounds/<int:pk>/feedback/open/", feedback_open, name="feedback_open"),
    path("rounds/<int:pk>/feedback.zip", feedback_documents, name="feedback_documents"),
    path("feedback/<int:pk>/", feedback, name="feedback"),
    path("feedback/<int:pk>/talk/", feedback_talk, name="feedback_talk"),
    path("feedback/<int:pk>/acknowledge/", feedback_acknowledge, name="feedback_acknowledge"),
    path("feedback/<int:pk>/object/", feedback_object, name="feedback_object"),
    path("feedback/<int:pk>/answer/", feedback_answer, name="feedback_answer"),
    path("feedback/<int:pk>/letter.docx", feedback_document, name="feedback_document"),
    path("rounds/<int:pk>/consequences/", consequences, name="consequences"),
    path("rounds/<int:pk>/consequences/sent/", consequences_sent, name="consequences_sent"),
    path("rounds/<int:pk>/consequences.docx", consequences_document, name="consequences_document"),
    path("rounds/<int:pk>/consequences.xlsx", consequences_table, name="consequences_table"),
    path("rounds/<int:pk>/publication/", round_publication, name="round_publication"),
    path("publications/", publications, name="publications"),
    path("publications/<int:pk>/", publication, name="publication"),
    path("publications/<int:pk>/issue/", publication_issue, name="publication_issue"),
    path("publications/<int:pk>.docx", publication_document, name="publication_document"),
    path("rounds/<int:pk>/report/", round_report, name="round_report"),
    path("rounds/<int:pk>/report/file/", round_report_file, name="round_report_file"),
    path("rounds/<int:pk>/report.docx", round_report_document, name="round_report_document"),
]

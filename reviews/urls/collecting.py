"""Addresses of the reports: statements, versions, delays."""

from django.urls import path

from reviews.views.collecting.attempt import attempt, attempt_correct, attempt_drop, attempt_recheck
from reviews.views.collecting.delay import delay_grant, delay_withdraw
from reviews.views.collecting.follow_up import follow_up
from reviews.views.collecting.recheck import cycle_recheck, rechecks, round_recheck
from reviews.views.collecting.report import (
    report_accept,
    report_correct,
    report_file,
    report_marked,
    report_reopen,
    report_return,
)
from reviews.views.collecting.sample import sample
from reviews.views.collecting.similarity import similarity, similarity_pair
from reviews.views.collecting.speaking import practice, speaking, speaking_file
from reviews.views.collecting.statement import hand_in, statement, statements

urlpatterns = [
    path("statements/", statements, name="statements"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("statements/<int:pk>/<int:number>/", statement, name="version"),
    path("statements/<int:pk>/hand-in/", hand_in, name="hand_in"),
    path("statements/<int:pk>/attempt/", attempt, name="attempt"),
    path("statements/<int:pk>/attempt/<int:seen>/correct/", attempt_correct, name="attempt_correct"),
    path("statements/<int:pk>/attempt/<int:seen>/recheck/", attempt_recheck, name="attempt_recheck"),
    path("statements/<int:pk>/attempt/<int:seen>/drop/", attempt_drop, name="attempt_drop"),
    path("statements/<int:pk>/delay/", delay_grant, name="delay_grant"),
    path("statements/<int:pk>/delay/withdraw/", delay_withdraw, name="delay_withdraw"),
    path("statements/<int:pk>/follow-up/", follow_up, name="follow_up"),
    path("reports/<int:pk>/file/", report_file, name="report_file"),
    path("reports/<int:pk>/marked/", report_marked, name="report_marked"),
    path("reports/<int:pk>/accept/", report_accept, name="report_accept"),
    path("reports/<int:pk>/return/", report_return, name="report_return"),
    path("reports/<int:pk>/reopen/", report_reopen, name="report_reopen"),
    path("reports/<int:pk>/correct/", report_correct, name="correct_reading"),
    path("statements/<int:pk>/speaking/", speaking, name="speaking"),
    path("statements/<int:pk>/speaking/file/", speaking_file, name="speaking_file"),
    path("statements/<int:pk>/speaking/practice/", practice, name="practice"),
    path("rounds/<int:pk>/similarity/", similarity, name="similarity"),
    path("rounds/<int:pk>/similarity/<int:report>/<int:other>/", similarity_pair, name="similarity_pair"),
    path("rounds/<int:pk>/rechecks/", rechecks, name="rechecks"),
    path("rounds/<int:pk>/recheck/", round_recheck, name="round_recheck"),
    path("cycles/<int:pk>/recheck/", cycle_recheck, name="cycle_recheck"),
    path("samples/<slug:profile>/", sample, name="sample"),
]

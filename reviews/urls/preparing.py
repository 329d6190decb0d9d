"""Addresses of the year's preparation: cycles, rounds, plans, stages."""

from django.urls import path

from reviews.views.preparing.cycle import cycle, cycle_new, cycle_notice, cycle_open, cycles
from reviews.views.preparing.plan import (
    round_approve,
    round_dates,
    round_paper,
    round_people,
    round_people_add,
    round_plan,
    statement_hand_over,
)
from reviews.views.preparing.round import board, round_bundle, round_summary_file, rounds
from reviews.views.preparing.stage import round_stage

urlpatterns = [
    path("statements/<int:pk>/hand-over/", statement_hand_over, name="statement_hand_over"),
    path("rounds/", rounds, name="rounds"),
    path("rounds/<int:pk>/", board, name="round"),
    path("rounds/<int:pk>/summary.xlsx", round_summary_file, name="round_summary"),
    path("rounds/<int:pk>/bundle/", round_bundle, name="round_bundle"),
    path("rounds/<int:pk>/stage/", round_stage, name="round_stage"),
    path("rounds/<int:pk>/plan/", round_plan, name="round_plan"),
    path("rounds/<int:pk>/plan/dates/", round_dates, name="round_dates"),
    path("rounds/<int:pk>/plan/approve/", round_approve, name="round_approve"),
    path("rounds/<int:pk>/plan/paper/", round_paper, name="round_paper"),
    path("rounds/<int:pk>/people/", round_people, name="round_people"),
    path("rounds/<int:pk>/people/add/", round_people_add, name="round_people_add"),
    path("cycles/", cycles, name="cycles"),
    path("cycles/new/", cycle_new, name="cycle_new"),
    path("cycles/<int:pk>/", cycle, name="cycle"),
    path("cycles/<int:pk>/notice/", cycle_notice, name="cycle_notice"),
    path("cycles/<int:pk>/open/", cycle_open, name="cycle_open"),
]

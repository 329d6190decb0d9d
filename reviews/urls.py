"""Addresses of reviews."""

from django.urls import path

from reviews.views.comment import comment, comments, comments_confirm, speech_aside, speech_comment
from reviews.views.cycle import cycle, cycle_new, cycle_notice, cycle_open, cycles
from reviews.views.delay import delay_grant, delay_withdraw
from reviews.views.kiosk import kiosk, screen, screen_token
from reviews.views.meeting import (
    desk,
    meeting,
    meeting_change,
    meeting_draw,
    meeting_plan,
    meeting_step,
    meeting_token,
    meetings,
    small_meeting,
)
from reviews.views.minutes import comment_sheet_file, minutes, minutes_file, order_file
from reviews.views.plan import (
    round_approve,
    round_dates,
    round_paper,
    round_people,
    round_people_add,
    round_plan,
    statement_hand_over,
)
from reviews.views.report import report_accept, report_correct, report_file, report_reopen, report_return
from reviews.views.round import board, round_bundle, round_summary_file, rounds
from reviews.views.round_report import round_report, round_report_document, round_report_file
from reviews.views.sample import sample
from reviews.views.stage import round_stage
from reviews.views.statement import hand_in, statement, statements
from reviews.views.visit import (
    round_visits,
    visit,
    visit_add,
    visit_change,
    visit_mark,
    visit_withdraw,
    visits,
    visits_file,
)

app_name = "reviews"
urlpatterns = [
    path("statements/", statements, name="statements"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("statements/<int:pk>/<int:number>/", statement, name="version"),
    path("statements/<int:pk>/hand-in/", hand_in, name="hand_in"),
    path("statements/<int:pk>/delay/", delay_grant, name="delay_grant"),
    path("statements/<int:pk>/delay/withdraw/", delay_withdraw, name="delay_withdraw"),
    path("statements/<int:pk>/hand-over/", statement_hand_over, name="statement_hand_over"),
    path("reports/<int:pk>/file/", report_file, name="report_file"),
    path("reports/<int:pk>/accept/", report_accept, name="report_accept"),
    path("reports/<int:pk>/return/", report_return, name="report_return"),
    path("reports/<int:pk>/reopen/", report_reopen, name="report_reopen"),
    path("reports/<int:pk>/correct/", report_correct, name="correct_reading"),
    path("rounds/", rounds, name="rounds"),
    path("rounds/<int:pk>/", board, name="round"),
    path("rounds/<int:pk>/summary.xlsx", round_summary_file, name="round_summary"),
    path("rounds/<int:pk>/bundle/", round_bundle, name="round_bundle"),
    path("rounds/<int:pk>/visits/", round_visits, name="round_visits"),
    path("statements/<int:pk>/visits/", visits, name="visits"),
    path("statements/<int:pk>/visits/add/", visit_add, name="visit_add"),
    path("statements/<int:pk>/visits.docx", visits_file, name="visits_file"),
    path("visits/<int:pk>/", visit, name="visit"),
    path("visits/<int:pk>/change/", visit_change, name="visit_change"),
    path("visits/<int:pk>/mark/", visit_mark, name="visit_mark"),
    path("visits/<int:pk>/withdraw/", visit_withdraw, name="visit_withdraw"),
    path("rounds/<int:pk>/report/", round_report, name="round_report"),
    path("rounds/<int:pk>/report/file/", round_report_file, name="round_report_file"),
    path("rounds/<int:pk>/report.docx", round_report_document, name="round_report_document"),
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
    path("rounds/<int:pk>/meetings/", meetings, name="meetings"),
    path("rounds/<int:pk>/meetings/plan/", meeting_plan, name="meeting_plan"),
    path("rounds/<int:pk>/comments/", comments, name="comments"),
    path("rounds/<int:pk>/comments/confirm/", comments_confirm, name="comments_confirm"),
    path("statements/<int:pk>/meeting/", small_meeting, name="small_meeting"),
    path("meetings/<int:pk>/", meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/draw/", meeting_draw, name="meeting_draw"),
    path("meetings/<int:pk>/desk/", desk, name="desk"),
    path("meetings/<int:pk>/desk/<int:speech>/", desk, name="desk_at"),
    path("meetings/<int:pk>/step/", meeting_step, name="meeting_step"),
    path("meetings/<int:pk>/token/", meeting_token, name="meeting_token"),
    path("meetings/<int:pk>/kiosk/", kiosk, name="kiosk"),
    path("meetings/<int:pk>/minutes/", minutes, name="minutes"),
    path("meetings/<int:pk>/minutes.docx", minutes_file, name="minutes_file"),
    path("meetings/<int:pk>/comment-sheet.docx", comment_sheet_file, name="comment_sheet"),
    path("meetings/<int:pk>/order.docx", order_file, name="order_list"),
    path("speeches/<int:pk>/comment/", speech_comment, name="speech_comment"),
    path("speeches/<int:pk>/aside/", speech_aside, name="speech_aside"),
    path("comments/<int:pk>/", comment, name="comment"),
    path("screen/<str:key>/", screen, name="screen"),
    path("screen/<str:key>/token/", screen_token, name="screen_token"),
    path("samples/<slug:profile>/", sample, name="sample"),
]

"""Addresses of what is heard and seen: visits, meetings, comments."""

from django.urls import path

from reviews.views.hearing.comment import comment, comments, comments_confirm, speech_aside, speech_comment
from reviews.views.hearing.kiosk import kiosk, screen, screen_token
from reviews.views.hearing.meeting import (
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
from reviews.views.hearing.minutes import comment_sheet_file, minutes, minutes_file, order_file
from reviews.views.hearing.poll import poll, poll_add, poll_cancel, poll_clean, poll_close, poll_open, poll_print
from reviews.views.hearing.sheet import poll_check, poll_door, poll_hand_in, poll_paper
from reviews.views.hearing.tally import poll_lower, poll_recount, poll_tally, poll_tally_file, remark_sort
from reviews.views.hearing.visit import (
    round_visits,
    visit,
    visit_add,
    visit_change,
    visit_mark,
    visit_withdraw,
    visits,
    visits_file,
)

urlpatterns = [
    path("rounds/<int:pk>/visits/", round_visits, name="round_visits"),
    path("statements/<int:pk>/visits/", visits, name="visits"),
    path("statements/<int:pk>/visits/add/", visit_add, name="visit_add"),
    path("statements/<int:pk>/visits.docx", visits_file, name="visits_file"),
    path("visits/<int:pk>/", visit, name="visit"),
    path("visits/<int:pk>/change/", visit_change, name="visit_change"),
    path("visits/<int:pk>/mark/", visit_mark, name="visit_mark"),
    path("visits/<int:pk>/withdraw/", visit_withdraw, name="visit_withdraw"),
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
    path("meetings/<int:pk>/poll/", poll, name="poll"),
    path("meetings/<int:pk>/poll/add/", poll_add, name="poll_add"),
    path("meetings/<int:pk>/poll/print/", poll_print, name="poll_print"),
    path("meetings/<int:pk>/poll/open/", poll_open, name="poll_open"),
    path("meetings/<int:pk>/poll/cancel/", poll_cancel, name="poll_cancel"),
    path("meetings/<int:pk>/poll/paper/", poll_paper, name="poll_paper"),
    path("meetings/<int:pk>/poll/close/", poll_close, name="poll_close"),
    path("meetings/<int:pk>/poll/clean/", poll_clean, name="poll_clean"),
    path("meetings/<int:pk>/tally/", poll_tally, name="poll_tally"),
    path("meetings/<int:pk>/tally.docx", poll_tally_file, name="poll_tally_file"),
    path("meetings/<int:pk>/tally/lower/", poll_lower, name="poll_lower"),
    path("meetings/<int:pk>/tally/recount/", poll_recount, name="poll_recount"),
    path("remarks/<uuid:pk>/", remark_sort, name="remark_sort"),
    path("poll/", poll_door, name="poll_door"),
    path("poll/check/", poll_check, name="poll_check"),
    path("poll/hand-in/", poll_hand_in, name="poll_hand_in"),
    path("speeches/<int:pk>/comment/", speech_comment, name="speech_comment"),
    path("speeches/<int:pk>/aside/", speech_aside, name="speech_aside"),
    path("comments/<int:pk>/", comment, name="comment"),
    path("screen/<str:key>/", screen, name="screen"),
    path("screen/<str:key>/token/", screen_token, name="screen_token"),
]

"""Addresses of accounts; allauth's names stay as allauth expects them."""

from django.urls import include, path

from accounts.views.appointment import appointment_end, appointment_hand_over, appointment_new
from accounts.views.audit import audit, audit_export, audit_verify
from accounts.views.health import health
from accounts.views.home import home
from accounts.views.job import job, job_file
from accounts.views.manual import manual
from accounts.views.organization import (
    organization,
    organization_edit,
    organization_move,
    organization_new,
    organizations,
)
from accounts.views.person import password, passwords, person, person_account, person_edit, person_password
from accounts.views.reminder import reminder_read, reminder_settings, reminder_settings_save, reminders, reminders_read
from accounts.views.roster import roster, roster_confirm, roster_export, roster_template_file, roster_upload
from accounts.views.session import demo_login, login, logout
from accounts.views.text_size import text_size
from accounts.views.workday import workday_forget, workday_note, workdays

accounts = [
    path("", home, name="home"),
    path("demo-login/", demo_login, name="demo_login"),
    path("text-size/", text_size, name="text_size"),
    path("help/", manual, name="manual"),
    path("help/<slug:slug>/", manual, name="manual_page"),
    path("jobs/<int:pk>/", job, name="job"),
    path("jobs/<int:pk>/file/", job_file, name="job_file"),
    path("reminders/", reminders, name="reminders"),
    path("reminders/read/", reminders_read, name="reminders_read"),
    path("reminders/<int:pk>/read/", reminder_read, name="reminder_read"),
    path("reminders/settings/", reminder_settings, name="reminder_settings"),
    path("reminders/settings/save/", reminder_settings_save, name="reminder_settings_save"),
    path("workdays/", workdays, name="workdays"),
    path("workdays/note/", workday_note, name="workday_note"),
    path("workdays/<int:pk>/forget/", workday_forget, name="workday_forget"),
    path("audit/", audit, name="audit"),
    path("audit/export/", audit_export, name="audit_export"),
    path("audit/verify/", audit_verify, name="audit_verify"),
    path("health", health, name="health"),
    path("password/", password, name="password"),
    path("organizations/", organizations, name="organizations"),
    path("organizations/<int:pk>/", organization, name="organization"),
    path("organizations/<int:pk>/new/", organization_new, name="organization_new"),
    path("organizations/<int:pk>/edit/", organization_edit, name="organization_edit"),
    path("organizations/<int:pk>/move/", organization_move, name="organization_move"),
    path("organizations/<int:pk>/appoint/", appointment_new, name="appointment_new"),
    path("organizations/<int:pk>/passwords/", passwords, name="passwords"),
    path("organizations/<int:pk>/roster/", roster_upload, name="roster_upload"),
    path("organizations/<int:pk>/roster.xlsx", roster_export, name="roster_export"),
    path("appointments/<int:pk>/end/", appointment_end, name="appointment_end"),
    path("appointments/<int:pk>/hand-over/", appointment_hand_over, name="appointment_hand_over"),
    path("people/<int:pk>/", person, name="person"),
    path("people/<int:pk>/edit/", person_edit, name="person_edit"),
    path("people/<int:pk>/password/", person_password, name="person_password"),
    path("people/<int:pk>/account/", person_account, name="person_account"),
    path("rosters/template.xlsx", roster_template_file, name="roster_template"),
    path("rosters/<int:pk>/", roster, name="roster"),
    path("rosters/<int:pk>/confirm/", roster_confirm, name="roster_confirm"),
]
urlpatterns = [
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("", include((accounts, "accounts"))),
]

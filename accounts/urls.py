"""Addresses of accounts; allauth's names stay as allauth expects them."""

from django.urls import include, path

from accounts.views.duty.reminder import (
    reminder_read,
    reminder_settings,
    reminder_settings_save,
    reminders,
    reminders_read,
)
from accounts.views.duty.workday import workday_forget, workday_note, workdays
from accounts.views.entry.account import account, stay
from accounts.views.entry.factor import (
    confirm_code,
    factor,
    factor_codes,
    factor_off,
    factor_reset,
    factors,
)
from accounts.views.entry.session import demo_login, login, logout, session_end, sessions, sessions_end
from accounts.views.entry.setup import setup
from accounts.views.entry.sso import cas_login, oidc_callback, oidc_login
from accounts.views.entry.support import support, support_end
from accounts.views.house.health import health
from accounts.views.house.home import home
from accounts.views.house.job import job, job_file
from accounts.views.house.manual import manual
from accounts.views.house.system import system
from accounts.views.house.text_size import text_size
from accounts.views.people.account import account_new
from accounts.views.people.account import accounts as account_list
from accounts.views.people.appointment import (
    appointment_correct,
    appointment_end,
    appointment_hand_over,
    appointment_new,
)
from accounts.views.people.chart import organization_chart, organization_chart_file
from accounts.views.people.ending import organization_end, organization_take_back
from accounts.views.people.handover import handover, handover_file
from accounts.views.people.organization import (
    organization,
    organization_below,
    organization_edit,
    organization_move,
    organization_new,
    organizations,
)
from accounts.views.people.person import (
    contact,
    password,
    person,
    person_account,
    person_edit,
)
from accounts.views.people.rights import right_first, right_give, right_take, rights
from accounts.views.people.rights_check import rights_check, rights_check_file, rights_check_run
from accounts.views.people.roster import (
    roster,
    roster_confirm,
    roster_export,
    roster_listing,
    roster_template_file,
    roster_upload,
)
from accounts.views.people.slips import passwords, person_password, slips, slips_destroy
from accounts.views.trail.audit import audit, audit_export, audit_verify

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
    path("accounts/", account_list, name="accounts"),
    path("accounts/new/", account_new, name="account_new"),
    path("rights/", rights, name="rights"),
    path("rights/give/", right_give, name="right_give"),
    path("rights/first/", right_first, name="right_first"),
    path("rights/<int:pk>/take/", right_take, name="right_take"),
    path("rights/check/", rights_check, name="rights_check"),
    path("rights/check/run/", rights_check_run, name="rights_check_run"),
    path("rights/check.xlsx", rights_check_file, name="rights_check_file"),
    path("system/", system, name="system"),
    path("support/end/", support_end, name="support_end"),
    path("health", health, name="health"),
    path("setup/", setup, name="setup"),
    path("password/", password, name="password"),
    path("account/", account, name="account"),
    path("account/stay/", stay, name="stay"),
    path("account/contact/", contact, name="contact"),
    path("account/factor/", factor, name="factor"),
    path("account/factor/codes/", factor_codes, name="factor_codes"),
    path("account/factor/off/", factor_off, name="factor_off"),
    path("account/sessions/", sessions, name="sessions"),
    path("account/sessions/<int:pk>/end/", session_end, name="session_end"),
    path("account/sessions/end/", sessions_end, name="sessions_end"),
    path("factors/", factors, name="factors"),
    path("factors/<int:pk>/reset/", factor_reset, name="factor_reset"),
    path("sso/cas/", cas_login, name="cas_login"),
    path("organizations/", organizations, name="organizations"),
    path("organizations/<int:pk>/", organization, name="organization"),
    path("organizations/<int:pk>/below/", organization_below, name="organization_below"),
    path("organizations/<int:pk>/chart/", organization_chart, name="organization_chart"),
    path("organizations/<int:pk>/chart.svg", organization_chart_file, name="organization_chart_file"),
    path("organizations/<int:pk>/end/", organization_end, name="organization_end"),
    path("organizations/<int:pk>/take-back/", organization_take_back, name="organization_take_back"),
    path("organizations/<int:pk>/new/", organization_new, name="organization_new"),
    path("organizations/<int:pk>/edit/", organization_edit, name="organization_edit"),
    path("organizations/<int:pk>/move/", organization_move, name="organization_move"),
    path("organizations/<int:pk>/appoint/", appointment_new, name="appointment_new"),
    path("organizations/<int:pk>/passwords/", passwords, name="passwords"),
    path("organizations/<int:pk>/roster/", roster_upload, name="roster_upload"),
    path("organizations/<int:pk>/roster.xlsx", roster_export, name="roster_export"),
    path("appointments/<int:pk>/end/", appointment_end, name="appointment_end"),
    path("appointments/<int:pk>/hand-over/", appointment_hand_over, name="appointment_hand_over"),
    path("appointments/<int:pk>/correct/", appointment_correct, name="appointment_correct"),
    path("appointments/<int:pk>/sheet/", handover, name="handover"),
    path("appointments/<int:pk>/sheet.docx", handover_file, name="handover_file"),
    path("people/<int:pk>/", person, name="person"),
    path("people/<int:pk>/edit/", person_edit, name="person_edit"),
    path("people/<int:pk>/password/", person_password, name="person_password"),
    path("people/<int:pk>/account/", person_account, name="person_account"),
    path("people/<int:pk>/support/", support, name="support"),
    path("slips/<int:pk>/", slips, name="slips"),
    path("slips/<int:pk>/destroy/", slips_destroy, name="slips_destroy"),
    path("rosters/template.xlsx", roster_template_file, name="roster_template"),
    path("rosters/<int:pk>/", roster, name="roster"),
    path("rosters/<int:pk>/listing.xlsx", roster_listing, name="roster_listing"),
    path("rosters/<int:pk>/confirm/", roster_confirm, name="roster_confirm"),
]
urlpatterns = [
    path("login/", login, name="account_login"),
    path("login/code/", confirm_code, name="mfa_authenticate"),
    path("logout/", logout, name="account_logout"),
    path("sso/<slug:provider_id>/login/", oidc_login, name="openid_connect_login"),
    path("sso/<slug:provider_id>/callback/", oidc_callback, name="openid_connect_callback"),
    path("", include((accounts, "accounts"))),
]

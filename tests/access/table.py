"""Who gets what answer where: the role × URL table, at once document and test (DESIGN §4, PROMISES §1).

An answer is one of
  yes    the page, the file, or the act (also an act refused by a rule of the office, in words)
  404    absent, or not for these eyes: both look the same
  login  please log in (what was typed comes back)
  405    not with this method

Rows are relations to the object, not people: the same list as in DESIGN §4. For pages without an object
the relation is only whether somebody has logged in. 应急后台 is closed, so that its addresses do not exist; who may enter
it while it is open stands in test_emergency.py.
"""

YES, NO, LOGIN, NOT_ALLOWED = "yes", "404", "login", "405"
RELATIONS = ("anonymous", "stranger", "own", "organizer", "superior", "overseer")


def row(*answers: str) -> dict[str, str]:
    """Return one line of the table: an answer for each of RELATIONS."""
    return dict(zip(RELATIONS, answers, strict=True))


def everybody(answer: str) -> dict[str, str]:
    """Return a line that does not ask who it is."""
    return dict.fromkeys(RELATIONS, answer)


def signed_in(answer: str) -> dict[str, str]:
    """Return a line for pages without an object: whoever has logged in."""
    return row(LOGIN, *[answer] * 5)


READERS = row(LOGIN, NO, YES, YES, YES, YES)
AUTHOR = row(LOGIN, NO, YES, NO, NO, NO)
ORGANIZER = row(LOGIN, NO, NO, YES, NO, NO)
REVIEWERS = row(LOGIN, NO, NO, YES, YES, YES)
VISITORS = row(LOGIN, NO, NO, YES, YES, NO)  # what is not yet released (DESIGN §4)
RUNNERS = row(LOGIN, NO, NO, YES, YES, NO)  # and a meeting's recorder: tests/reviews/views/hearing/test_meeting.py
SUPERVISORS = row(LOGIN, NO, NO, YES, YES, NO)
OPENERS = row(LOGIN, NO, YES, YES, NO, NO)
STARTER = row(LOGIN, NO, NO, NO, NO, NO)  # jobs and reminders are one person's; the test's are the department's
SUPERIOR = row(LOGIN, NO, NO, NO, YES, NO)
TOP_READERS = row(LOGIN, NO, NO, YES, YES, NO)  # of years: “organizer” is the department, “superior” the head
WRONG_METHOD = everybody(NOT_ALLOWED)
# The tree: "own" organizes the very organization, "organizer" one above it, "overseer" leads it or one above it.
TREE_READERS = row(LOGIN, NO, YES, YES, NO, YES)
TREE_BUILDERS = row(LOGIN, NO, YES, YES, NO, NO)
TREE_EDITORS = row(LOGIN, NO, NO, YES, NO, NO)

# name of the address: (what kind of object it takes, GET, POST)
TABLE: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "account_login": ("", everybody(YES), everybody(YES)),
    "account_logout": ("", WRONG_METHOD, everybody(YES)),
    "mfa_authenticate": ("", everybody(YES), everybody(YES)),  # without a password before it, back to the login
    "openid_connect_login": ("sso", everybody(NO), WRONG_METHOD),  # off until it is switched on
    "openid_connect_callback": ("sso", everybody(NO), WRONG_METHOD),
    "accounts:cas_login": ("", everybody(NO), everybody(NO)),
    "accounts:account": ("", signed_in(YES), WRONG_METHOD),
    "accounts:stay": ("", signed_in(YES), WRONG_METHOD),
    "accounts:contact": ("", signed_in(YES), signed_in(YES)),
    "accounts:factor": ("", signed_in(YES), signed_in(YES)),
    "accounts:factor_codes": ("", signed_in(YES), signed_in(YES)),
    "accounts:factor_off": ("", signed_in(YES), signed_in(YES)),
    "accounts:sessions": ("", signed_in(YES), WRONG_METHOD),
    "accounts:session_end": ("session", WRONG_METHOD, row(LOGIN, *[NO] * 5)),  # nobody ends another's
    "accounts:sessions_end": ("", WRONG_METHOD, signed_in(YES)),
    "accounts:setup": ("", everybody(NO), everybody(NO)),  # there are people: the first start is over
    "accounts:home": ("", signed_in(YES), WRONG_METHOD),
    "accounts:demo_login": ("", WRONG_METHOD, everybody(NO)),  # without a number there is nobody to become
    "accounts:text_size": ("", WRONG_METHOD, everybody(YES)),
    "accounts:manual": ("", everybody(YES), WRONG_METHOD),
    "accounts:manual_page": ("manual", everybody(YES), WRONG_METHOD),
    "accounts:health": ("", everybody(YES), WRONG_METHOD),
    "accounts:job": ("job", STARTER, WRONG_METHOD),
    "accounts:job_file": ("job", STARTER, WRONG_METHOD),
    "accounts:password": ("", signed_in(YES), signed_in(YES)),
    "accounts:organizations": ("tree", row(LOGIN, NO, YES, YES, NO, YES), WRONG_METHOD),
    "accounts:organization": ("organization", TREE_READERS, WRONG_METHOD),
    "accounts:organization_below": ("organization", TREE_READERS, WRONG_METHOD),
    "accounts:organization_chart": ("organization", TREE_READERS, WRONG_METHOD),
    "accounts:organization_chart_file": ("organization", TREE_READERS, WRONG_METHOD),
    "accounts:organization_end": ("organization", TREE_EDITORS, TREE_EDITORS),
    "accounts:organization_take_back": ("organization", TREE_EDITORS, TREE_EDITORS),
    "accounts:organization_new": ("organization", TREE_BUILDERS, TREE_BUILDERS),
    "accounts:organization_edit": ("organization", TREE_EDITORS, TREE_EDITORS),
    "accounts:organization_move": ("organization", TREE_EDITORS, TREE_EDITORS),
    "accounts:appointment_new": ("organization", TREE_EDITORS, TREE_EDITORS),
    "accounts:passwords": ("organization", TREE_BUILDERS, TREE_BUILDERS),
    "accounts:roster_upload": ("organization", TREE_BUILDERS, TREE_BUILDERS),
    "accounts:roster_export": ("organization", TREE_BUILDERS, TREE_BUILDERS),
    "accounts:appointment_end": ("appointment", TREE_EDITORS, TREE_EDITORS),
    "accounts:appointment_hand_over": ("appointment", TREE_EDITORS, TREE_EDITORS),
    "accounts:appointment_correct": ("appointment", TREE_EDITORS, TREE_EDITORS),
    "accounts:handover": ("handover", READERS, WRONG_METHOD),
    "accounts:handover_file": ("handover", READERS, WRONG_METHOD),
    "accounts:person": ("person", TREE_READERS, WRONG_METHOD),
    "accounts:person_edit": ("person", TREE_EDITORS, TREE_EDITORS),
    "accounts:person_password": ("person", TREE_EDITORS, TREE_EDITORS),
    "accounts:person_account": ("person", WRONG_METHOD, TREE_EDITORS),
    "accounts:roster_template": ("", signed_in(YES), WRONG_METHOD),
    "accounts:slips": ("slips", STARTER, WRONG_METHOD),
    "accounts:slips_destroy": ("slips", WRONG_METHOD, STARTER),
    "accounts:roster": ("roster", STARTER, WRONG_METHOD),
    "accounts:roster_listing": ("roster", STARTER, WRONG_METHOD),
    "accounts:roster_confirm": ("roster", WRONG_METHOD, STARTER),
    "accounts:reminders": ("", signed_in(YES), WRONG_METHOD),
    "accounts:reminders_read": ("", WRONG_METHOD, signed_in(YES)),
    "accounts:reminder_read": ("reminder", WRONG_METHOD, STARTER),
    "accounts:reminder_settings": ("", signed_in(YES), WRONG_METHOD),
    "accounts:reminder_settings_save": ("", WRONG_METHOD, signed_in(YES)),
    "accounts:workdays": ("", ORGANIZER, WRONG_METHOD),  # the top organization's, as the statement of the college is
    "accounts:workday_note": ("", WRONG_METHOD, ORGANIZER),
    "accounts:workday_forget": ("workday", WRONG_METHOD, ORGANIZER),
    "reviews:statements": ("", signed_in(YES), WRONG_METHOD),
    "reviews:statement": ("statement", READERS, WRONG_METHOD),
    "reviews:version": ("version", READERS, WRONG_METHOD),
    "reviews:hand_in": ("statement", WRONG_METHOD, AUTHOR),
    "reviews:attempt": ("statement", AUTHOR, WRONG_METHOD),
    "reviews:attempt_correct": ("version", WRONG_METHOD, AUTHOR),
    "reviews:attempt_recheck": ("version", WRONG_METHOD, AUTHOR),
    "reviews:attempt_drop": ("version", WRONG_METHOD, AUTHOR),
    "reviews:report_file": ("report", READERS, WRONG_METHOD),
    "reviews:report_accept": ("report", WRONG_METHOD, ORGANIZER),
    "reviews:report_return": ("report", WRONG_METHOD, ORGANIZER),
    "reviews:report_reopen": ("report", WRONG_METHOD, ORGANIZER),
    "reviews:correct_reading": ("report", WRONG_METHOD, AUTHOR),
    "reviews:follow_up": ("statement", WRONG_METHOD, AUTHOR),
    "reviews:rechecks": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_recheck": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:cycle_recheck": ("cycle", WRONG_METHOD, ORGANIZER),
    "reviews:rounds": ("", signed_in(YES), WRONG_METHOD),
    "reviews:round": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_summary": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_bundle": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:round_visits": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:visits": ("statement", VISITORS, WRONG_METHOD),
    "reviews:visit_add": ("statement", WRONG_METHOD, VISITORS),
    "reviews:visits_file": ("statement", VISITORS, WRONG_METHOD),
    "reviews:visit": ("visit", VISITORS, WRONG_METHOD),
    "reviews:visit_change": ("visit", WRONG_METHOD, VISITORS),
    "reviews:visit_mark": ("visit", WRONG_METHOD, VISITORS),
    "reviews:visit_withdraw": ("visit", WRONG_METHOD, VISITORS),
    "reviews:round_report": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_report_file": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:round_report_document": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_stage": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:round_plan": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:round_dates": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:round_approve": ("round", WRONG_METHOD, SUPERIOR),
    "reviews:round_paper": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:round_people": ("round", ORGANIZER, ORGANIZER),
    "reviews:round_people_add": ("round", WRONG_METHOD, ORGANIZER),
    "reviews:statement_hand_over": ("statement", WRONG_METHOD, ORGANIZER),
    "reviews:delay_grant": ("statement", WRONG_METHOD, ORGANIZER),
    "reviews:delay_withdraw": ("statement", WRONG_METHOD, ORGANIZER),
    "reviews:cycles": ("", TOP_READERS, WRONG_METHOD),
    "reviews:cycle_new": ("", ORGANIZER, ORGANIZER),
    "reviews:cycle": ("cycle", TOP_READERS, ORGANIZER),
    "reviews:cycle_notice": ("cycle", signed_in(YES), WRONG_METHOD),
    "reviews:cycle_open": ("cycle", ORGANIZER, ORGANIZER),
    "reviews:meetings": ("round", REVIEWERS, WRONG_METHOD),
    "reviews:meeting_plan": ("round", RUNNERS, RUNNERS),
    "reviews:comments": ("round", RUNNERS, WRONG_METHOD),
    "reviews:comments_confirm": ("round", WRONG_METHOD, SUPERIOR),
    "reviews:small_meeting": ("statement", RUNNERS, RUNNERS),
    "reviews:meeting": ("meeting", READERS, WRONG_METHOD),
    "reviews:meeting_change": ("meeting", RUNNERS, RUNNERS),
    "reviews:meeting_draw": ("meeting", WRONG_METHOD, RUNNERS),
    "reviews:desk": ("meeting", RUNNERS, WRONG_METHOD),
    "reviews:desk_at": ("turn", RUNNERS, WRONG_METHOD),
    "reviews:meeting_step": ("meeting", WRONG_METHOD, RUNNERS),
    "reviews:meeting_token": ("meeting", RUNNERS, WRONG_METHOD),
    "reviews:kiosk": ("meeting", WRONG_METHOD, RUNNERS),
    "reviews:minutes": ("meeting", RUNNERS, RUNNERS),
    "reviews:minutes_file": ("meeting", RUNNERS, WRONG_METHOD),
    "reviews:comment_sheet": ("meeting", RUNNERS, WRONG_METHOD),
    "reviews:order_list": ("meeting", READERS, WRONG_METHOD),
    "reviews:speech_comment": ("speech", WRONG_METHOD, RUNNERS),
    "reviews:speech_aside": ("speech", WRONG_METHOD, RUNNERS),
    "reviews:comment": ("comment", RUNNERS, RUNNERS),
    "reviews:screen": ("screen", everybody(YES), WRONG_METHOD),  # the kiosk: its key is the right
    "reviews:screen_token": ("screen", everybody(YES), WRONG_METHOD),
    "reviews:sample": ("sample", everybody(YES), WRONG_METHOD),
    "rectification:ledgers": ("", signed_in(YES), WRONG_METHOD),
    "rectification:ledger": ("ledger", READERS, WRONG_METHOD),
    "rectification:candidates": ("ledger", AUTHOR, AUTHOR),
    "rectification:item_add": ("ledger", AUTHOR, AUTHOR),
    "rectification:ledger_file": ("ledger", WRONG_METHOD, AUTHOR),
    "rectification:annex_print": ("ledger", READERS, WRONG_METHOD),
    "rectification:annex_docx": ("ledger", READERS, WRONG_METHOD),
    "rectification:annex_xlsx": ("ledger", READERS, WRONG_METHOD),
    "rectification:bring_back": ("ledger", AUTHOR, AUTHOR),
    "rectification:annex_return": ("annex_return", AUTHOR, AUTHOR),
    "rectification:ledger_open": ("statement", WRONG_METHOD, OPENERS),
    "rectification:ledgers_open": ("round", WRONG_METHOD, ORGANIZER),
    "rectification:round_open": ("round", WRONG_METHOD, SUPERVISORS),
    "rectification:talk": ("talk", VISITORS, VISITORS),  # before it is noted
    "rectification:talk_file": ("talk", VISITORS, WRONG_METHOD),
    "rectification:item": ("item", READERS, WRONG_METHOD),
    "rectification:item_edit": ("item", AUTHOR, AUTHOR),
    "rectification:item_drop": ("item", WRONG_METHOD, AUTHOR),
    "rectification:item_claim": ("item", WRONG_METHOD, AUTHOR),
    "rectification:item_withdraw": ("item", WRONG_METHOD, AUTHOR),
    "rectification:item_progress": ("item", WRONG_METHOD, AUTHOR),
    "rectification:item_tick": ("item", WRONG_METHOD, AUTHOR),  # the default: the own secretary sets the √
    "rectification:item_return": ("item", WRONG_METHOD, AUTHOR),
    "rectification:item_look_back": ("item", WRONG_METHOD, SUPERVISORS),
    "rectification:item_review": ("item", WRONG_METHOD, AUTHOR),
    "rectification:extension_ask": ("item", WRONG_METHOD, AUTHOR),
    "rectification:extension_decide": ("extension", WRONG_METHOD, SUPERVISORS),
    "rectification:evidence_file": ("evidence", READERS, WRONG_METHOD),
    "rectification:confirmations": ("", signed_in(YES), WRONG_METHOD),
    "rectification:supervisions": ("", signed_in(YES), WRONG_METHOD),
    "rectification:supervision": ("supervision", REVIEWERS, WRONG_METHOD),
    "rectification:campaign_add": ("supervision", SUPERVISORS, SUPERVISORS),
    "rectification:circular_draft": ("supervision", WRONG_METHOD, SUPERVISORS),
    "rectification:campaign": ("campaign", REVIEWERS, SUPERVISORS),
    "rectification:circular": ("circular", SUPERVISORS, SUPERVISORS),  # a draft
    "rectification:circular_docx": ("circular", SUPERVISORS, WRONG_METHOD),
    "rectification:circular_issue": ("circular", WRONG_METHOD, SUPERVISORS),
}

# How each of the cast stands to the statements (and their reports and rounds) of these organizations.
ORGANIZATIONS = ("college", "branch", "other_college", "other_branch", "direct_branch")
CAST: dict[str, tuple[str, str, str, str, str]] = {
    "head": ("superior", "overseer", "superior", "overseer", "superior"),
    "department": ("organizer", "overseer", "organizer", "overseer", "organizer"),
    "college_secretary": ("own", "superior", "stranger", "stranger", "stranger"),
    "college_organizer": ("stranger", "organizer", "stranger", "stranger", "stranger"),
    "branch_secretary": ("stranger", "own", "stranger", "stranger", "stranger"),
    "other_college_secretary": ("stranger", "stranger", "own", "superior", "stranger"),
    "other_college_organizer": ("stranger", "stranger", "stranger", "organizer", "stranger"),
    "other_branch_secretary": ("stranger", "stranger", "stranger", "own", "stranger"),
    "direct_secretary": ("stranger", "stranger", "stranger", "stranger", "own"),
    **dict.fromkeys(("auditor", "security_administrator", "system_administrator", "outsider"), ("stranger",) * 5),
}

# How they stand to the same organizations in the tree, to their secretaries and their secretaries' posts.
TREE: dict[str, tuple[str, str, str, str, str]] = {
    **dict.fromkeys(CAST, ("stranger",) * 5),
    "head": ("overseer",) * 5,
    "department": ("organizer",) * 5,
    "college_secretary": ("overseer", "overseer", "stranger", "stranger", "stranger"),
    "college_organizer": ("own", "organizer", "stranger", "stranger", "stranger"),
    "other_college_secretary": ("stranger", "stranger", "overseer", "overseer", "stranger"),
    "other_college_organizer": ("stranger", "stranger", "own", "organizer", "stranger"),
}
# Accounts are the system administrator's to keep, whosesoever.
PEOPLE = {**TREE, "system_administrator": ("organizer",) * 5}
TREE_KINDS = {"organization", "appointment", "person"}

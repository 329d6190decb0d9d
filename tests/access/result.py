"""The results' cells of the table, and an object of every kind that their addresses take.

What is shown here is not yet released beyond the reviewed themselves; the scopes of what has gone out stand in
tests/reviews/services/concluding/test_publication.py.
"""

from accounts.services.house.stored_file import store_file
from reviews.models import Decision, Feedback, Outcome, Publication
from tests.access.answer import LOGIN, NO, RUNNERS, WRONG_METHOD, YES, Rows, row, signed_in

READER = row(LOGIN, NO, YES, NO, NO, NO)  # the person themselves, once it is open to them
LETTERS = row(LOGIN, NO, YES, YES, YES, NO)

RESULT_TABLE: Rows = {
    "reviews:round_decision": ("round", RUNNERS, WRONG_METHOD),
    "reviews:decision_enter": ("round", RUNNERS, RUNNERS),
    "reviews:decision_confirm": ("decision", WRONG_METHOD, RUNNERS),
    "reviews:decision_drop": ("decision", WRONG_METHOD, RUNNERS),
    "reviews:decision_minutes": ("decision", RUNNERS, WRONG_METHOD),
    "reviews:round_feedback": ("round", RUNNERS, WRONG_METHOD),
    "reviews:feedback_open": ("round", WRONG_METHOD, RUNNERS),
    "reviews:feedback_documents": ("round", RUNNERS, WRONG_METHOD),
    "reviews:feedback": ("feedback", LETTERS, WRONG_METHOD),
    "reviews:feedback_document": ("feedback", LETTERS, WRONG_METHOD),
    "reviews:feedback_talk": ("feedback", WRONG_METHOD, RUNNERS),
    "reviews:feedback_acknowledge": ("feedback", WRONG_METHOD, READER),
    "reviews:feedback_object": ("feedback", WRONG_METHOD, READER),
    "reviews:feedback_answer": ("feedback", WRONG_METHOD, RUNNERS),
    "reviews:consequences": ("round", RUNNERS, WRONG_METHOD),
    "reviews:consequences_sent": ("round", WRONG_METHOD, RUNNERS),
    "reviews:consequences_document": ("round", RUNNERS, WRONG_METHOD),
    "reviews:consequences_table": ("round", RUNNERS, WRONG_METHOD),
    "reviews:round_publication": ("round", RUNNERS, RUNNERS),
    "reviews:publications": ("", signed_in(YES), WRONG_METHOD),
    "reviews:publication": ("publication", RUNNERS, WRONG_METHOD),
    "reviews:publication_issue": ("publication", RUNNERS, RUNNERS),
    "reviews:publication_document": ("publication", RUNNERS, WRONG_METHOD),
}
RESULT = {"decision", "feedback", "publication"}
RESULT_LEVELS = {"decision", "publication"}


def add_result(found, name, statement, cast, now):
    """Give the round of ``statement`` a decision and a draft of its circulation, the statement an opened letter."""
    outcome = Outcome.objects.current().get(statement=statement)  # add_rectification has decided
    decision = outcome.decision
    Decision.objects.filter(pk=decision.pk).update(minutes_file=store_file(b"%PDF-1"), minutes_filename="a.pdf")
    Publication.objects.get_or_create(
        decision=decision, defaults={"text": "一", "drafted_by": cast.outsider, "drafted_at": now}
    )
    feedback = Feedback.objects.create(
        outcome=outcome, opened_at=now, opened_by=cast.outsider, objection_until=now.date()
    )
    found["decision"][name], found["feedback"][name] = [decision.pk], [feedback.pk]
    found["publication"][name] = [Publication.objects.get(decision=decision).pk]

"""The cells of what is concluded before the decision: for the round's organizer and superior alone (DESIGN §4)."""

from tests.access.answer import RUNNERS, VISITORS, WRONG_METHOD, Rows

EVALUATION: Rows = {
    "reviews:evaluation": ("statement", VISITORS, VISITORS),
    "reviews:grade_propose": ("statement", WRONG_METHOD, VISITORS),
    "reviews:grades": ("round", RUNNERS, WRONG_METHOD),
    "reviews:inquiry_file": ("round", RUNNERS, WRONG_METHOD),
    "reviews:grades_file": ("round", WRONG_METHOD, RUNNERS),
}

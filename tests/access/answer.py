"""The words and the lines of the table: what is answered, and to whom (DESIGN §4).

An answer is one of
  yes    the page, the file, or the act (also an act refused by a rule of the office, in words)
  404    absent, or not for these eyes: both look the same
  login  please log in (what was typed comes back)
  405    not with this method

Columns are relations to the object, not people: the same list as in DESIGN §4. For pages without an object
the relation is only whether somebody has logged in.
"""

Line = dict[str, str]
Rows = dict[str, tuple[str, Line, Line]]  # name of the address: (what kind of object it takes, GET, POST)

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

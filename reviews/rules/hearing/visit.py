"""Until when visits are written, and when it is time to go (N3.1b). No clock is read here."""

from datetime import date

OPEN_STAGES = frozenset({"preparing", "collecting", "meeting", "evaluating"})
BEFORE_MEETING = frozenset({"preparing", "collecting"})
SOON = 10  # days: whoever has not been visited by then is named to the organizer


def may_be_written(stage: str) -> bool:
    """Whether what somebody saw on the spot can still be put down and mended: until the round is decided."""
    return stage in OPEN_STAGES


def is_time_to_go(stage: str, meeting_on: date | None, today: date) -> bool:
    """Whether the meeting is less than ten days away: field research comes before it (N3.1b)."""
    if meeting_on is None or stage not in BEFORE_MEETING:
        return False
    return 0 < (meeting_on - today).days < SOON


def named(names: list[str], most: int = 5) -> str:
    """Return the names as a sentence takes them; of a long list the first ones, with 等."""
    return "、".join(names) if len(names) <= most else "、".join(names[:most]) + "等"

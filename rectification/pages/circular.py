"""What the pages of a circular show (N3.5c)."""

from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.services.trail.history import history_of
from rectification.models import Circular
from rectification.rules.circular import Section
from rectification.services.circular import circular_lists

VERBS = ("起草督查通报", "修改督查通报", "印发督查通报")


def circular_page(person: Person, circular: Circular, **forms: Any) -> dict[str, Any]:
    """Return a circular with its lists: as issued, or as they stand today."""
    opening, lists = circular_lists(circular, timezone.localdate())
    may_edit = circular.state == Circular.State.DRAFT and (
        Circular.objects.editable_by(person).filter(pk=circular.pk).exists()
    )
    return {
        "circular": circular,
        "title": circular_title(circular),
        "opening": opening,
        "lists": lists,
        "overdue": sum(len(section.lines) for section in lists if section.key == "overdue"),
        "may_edit": may_edit,
        "history": history_of(circular, VERBS),
        **forms,
    }


def circular_title(circular: Circular) -> str:
    """Return the title as it is printed."""
    return f"关于{circular.cycle.year}年度述职评议考核整改落实情况的督查通报"


def addressees(sections: tuple[Section, ...]) -> str:
    """Return whom a circular goes to: those that it lists, in 规定序 as far as the lists keep it."""
    names = dict.fromkeys(line.organization for section in sections for line in section.lines)
    return "、".join(names) or "各党组织"

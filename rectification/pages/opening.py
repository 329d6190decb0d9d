"""Who has no ledger yet, for those who may open them."""

from typing import Any

from django.db.models import Exists, OuterRef

from rectification.models import Ledger
from rectification.services.opening import Opened
from reviews.models import Outcome, Round


def unopened(round_: Round | None) -> dict[str, Any]:
    """Return who of a round is without a ledger, fed back or not yet."""
    if round_ is None:
        return {"fed_back": [], "not_yet": []}
    ledgers = Ledger.objects.filter(organization=OuterRef("organization"), cycle=round_.cycle_id)
    told = Outcome.objects.current().filter(statement=OuterRef("pk"), feedback__opened_at__isnull=False)
    without = round_.statements.reporting().filter(~Exists(ledgers)).annotate(is_fed_back=Exists(told))
    found = list(without.in_order())
    return {
        "fed_back": [one for one in found if one.is_fed_back],
        "not_yet": [one for one in found if not one.is_fed_back],
    }


def opened_words(opened: Opened) -> str:
    """Say what a click has done."""
    done = (
        (opened.ledgers, "建了 {} 本整改台账，书记们会在“整改台账”里看到"),
        (opened.tightened, "{} 本改由上级逐件认定"),
        (opened.talks, "列出 {} 次约谈提醒"),
    )
    said = [words.format(count) for count, words in done if count]
    return f"{'；'.join(said)}。" if said else "已反馈的都建好了，没有要补的。"

"""The rows of rectification, and one object of every kind that its addresses take."""

from datetime import timedelta

from accounts.services.house.stored_file import store_file
from rectification.documents.annex import annex_docx
from rectification.models import AnnexReturn, Campaign, Evidence, Talk
from rectification.services.circular import draft_circular
from rectification.services.extension import ask_extension
from rectification.services.talk import open_talks
from tests.access.answer import (
    AUTHOR,
    OPENERS,
    ORGANIZER,
    READERS,
    REVIEWERS,
    SUPERVISORS,
    VISITORS,
    WRONG_METHOD,
    YES,
    Rows,
    signed_in,
)
from tests.conclusion import decide
from tests.rectification.scene import in_days, item_in, ledger_of

RECTIFICATION_TABLE: Rows = {
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
RECTIFICATION = {
    "ledger",
    "item",
    "evidence",
    "extension",
    "annex_return",
    "supervision",
    "campaign",
    "circular",
    "talk",
}


def add_rectification(found, name, statement, cast, now):
    """Give the organization of ``statement`` a ledger with everything in it, and its level a campaign and a circular."""
    ledger = ledger_of(statement)
    person, cycle, above = statement.person, ledger.cycle, ledger.organization.parent
    item = item_in(ledger, person)
    evidence = Evidence.objects.create(item=item, file=store_file(b"%PDF-1"), filename="a.pdf", by=person, at=now)
    extension = ask_extension(item, person=person, to_date=in_days(60), reason="等暑假施工", now=now)
    file = store_file(annex_docx("某党总支", 2026, in_days(0), []))
    brought = AnnexReturn.objects.create(ledger=ledger, file=file, filename="a.docx", by=person, at=now, seen={})
    campaign, _ = Campaign.objects.get_or_create(
        organization=above,
        cycle=cycle,
        title="整治走过场",
        defaults={
            "led_by": cast.head,
            "until": now.date() + timedelta(days=9),
            "opened_by": cast.head,
            "opened_at": now,
        },
    )
    circular = draft_circular(above, cycle=cycle, person=cast.head, now=now)
    found["ledger"][name], found["item"][name] = [ledger.pk], [item.pk]
    found["evidence"][name], found["extension"][name] = [evidence.pk], [extension.pk]
    found["annex_return"][name], found["supervision"][name] = [brought.pk], [above.pk, cycle.year]
    decide(statement, "third")
    open_talks(statement.round, person=None, now=now)
    found["talk"][name] = [Talk.objects.get(consequence__outcome__statement=statement).pk]
    found["campaign"][name], found["circular"][name] = [campaign.pk], [circular.pk]

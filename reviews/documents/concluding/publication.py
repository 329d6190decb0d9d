"""The circulation as an official paper, the list of grades as its attachment (N3.4b)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.documents.house.paper import Attachment, Paper, Table, blocks_of, paper_docx
from reviews.models import Publication

LIST = "综合评价等次名单"


def publication_paper(
    publication: Publication, *, title: str, contents: Sequence[Mapping[str, Any]], today: date
) -> bytes:
    """Return the bytes of a .docx, dated as issued, a draft ``today``; ``contents`` are the list's rows."""
    round_ = publication.decision.round
    rows = [(str(place), one["organization"], one["name"], one["grade_name"]) for place, one in enumerate(contents, 1)]
    return paper_docx(
        Paper(
            title=title,
            addressee=addressee(publication),
            blocks=blocks_of(publication.text),
            signature="党委组织部" if round_.organization.parent_id is None else round_.organization_name,
            date=timezone.localdate(publication.issued_at) if publication.issued_at else today,
            attachments=[Attachment(LIST, [Table(("序号", "党组织", "书记", "等次"), rows, (1, 6, 2, 2))])],
        )
    )


def addressee(publication: Publication) -> str:
    """Return to whom it goes: the scope that the body decided."""
    decision = publication.decision
    short = decision.round.organization_short
    if decision.scope == decision.Scope.REVIEWED:
        return "参加述职评议考核的各党组织书记"
    if decision.scope == decision.Scope.ORGANIZATION:
        return f"{short}各委员"
    return f"{short}所属各党组织"

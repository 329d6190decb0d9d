"""The report upward as an official paper (N4.1)."""

from django.utils import timezone

from accounts.documents.house.paper import Paper, blocks_of, paper_docx
from reviews.models import Round, RoundReport

DEPARTMENT = "党委组织部"
BEYOND = "上级党委组织部"  # of the top organization: outside this system


def report_addressee(round_: Round) -> str:
    """Return to whom ``round_`` is reported: below the top to the organization department (N4.1)."""
    parent = round_.organization.parent
    if parent is None:
        return BEYOND
    return DEPARTMENT if parent.parent_id is None else parent.name


def report_title(round_: Round) -> str:
    """Return the title of the paper."""
    return f"{round_.organization_name}关于{round_.cycle.year}年度基层党组织书记抓党建述职评议考核工作情况的报告"


def round_report_paper(report: RoundReport) -> bytes:
    """Return what was filed as the bytes of a .docx, dated as filed."""
    round_ = report.round
    return paper_docx(
        Paper(
            title=report_title(round_),
            addressee=report_addressee(round_),
            blocks=blocks_of(report.text),
            signature=round_.organization_name,
            date=timezone.localtime(report.filed_at).date(),
        )
    )

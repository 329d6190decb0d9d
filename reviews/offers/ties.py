"""What of the year still hangs on an organization that is to be dissolved or merged."""

from datetime import date

from django.urls import reverse

from accounts.models import Organization
from accounts.rules.people.tie import Tie
from accounts.services.people.ending import ties
from reviews.models import Round, Statement

LISTED = (Round.Stage.PREPARING, Round.Stage.COLLECTING)
OVER = (Round.Stage.PUBLISHED, Round.Stage.ARCHIVED)


@ties.register
def own_rounds(organization: Organization, today: date) -> list[Tie]:
    """The rounds that it carries out itself: without its organizer nobody could finish them (N1.2).

    One that only prepares is not held any more: who stands below reports where it goes.
    """
    rounds = Round.objects.filter(organization=organization).exclude(stage__in=OVER).latest_first()
    return [_own_round(one) for one in rounds]


def _own_round(round_: Round) -> Tie:
    where, year = reverse("reviews:round", args=[round_.pk]), round_.cycle.year
    if round_.is_preparing:
        return Tie(f"它自己的 {year} 年度评议还在准备，不再进行；下级转过去以后，在那里的名单里补入。", where)
    return Tie(f"它自己的 {year} 年度评议还在“{round_.get_stage_display()}”：先办到通报完毕。", where, blocks=True)


@ties.register
def reports(organization: Organization, today: date) -> list[Tie]:
    """Its secretary's report: while the list of who reports may still be changed, it says so there (N1.1)."""
    open_ = Statement.objects.filter(organization=organization).reporting().exclude(round__stage__in=OVER).for_pages()
    return [_report(one) for one in open_.order_by("-round__cycle__year", "pk")]


def _report(statement: Statement) -> Tie:
    year, stage = statement.round.cycle.year, statement.round.get_stage_display()
    if statement.round.stage in LISTED:
        text = f"{year} 年度还在{stage}，名单里要它的书记述职：先在名单里改为“本年度不述职”，或者等收稿结束。"
        return Tie(text, reverse("reviews:round_people", args=[statement.round_id]), blocks=True)
    text = f"{year} 年度的评议进行到“{stage}”：述职报告留在原处，{statement.round.organization_short}接着评议、反馈给本人。"
    return Tie(text, reverse("reviews:round", args=[statement.round_id]))

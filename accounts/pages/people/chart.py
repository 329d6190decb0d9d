"""The drawn hierarchy below one organization: at most two levels, so that it can be read and printed."""

from dataclasses import replace
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.people.chart import ChartForm
from accounts.models import Appointment, Organization
from accounts.pages.people.branch import counts_of, posts_of
from accounts.rules.people.chart import Unit, draw
from accounts.rules.people.naming import told_below

CARDS = 120  # units of the first level that are drawn
LEAVES = 24  # of each unit's own
MANY, FEWER = 60, 8  # of more units than that, each shows fewer


def chart_page(organization: Organization, query: QueryDict) -> dict[str, Any]:
    """Return the context of a chart: five queries however large the tree is."""
    form = ChartForm(query)
    levels, paper = form.chosen()
    first = list(organization.children.living().in_order()[:CARDS])
    lists = levels > 1
    second = _second(first) if lists else []
    shown = [organization, *first, *second]
    holders, below = posts_of(shown), counts_of(shown)
    leaves: dict[int, list[Unit]] = {}
    heads = {one.pk: one.short for one in first}
    for one in second:
        unit = _unit(one, holders, below)
        leaves.setdefault(one.parent_id or 0, []).append(
            replace(unit, title=told_below(unit.title, heads[one.parent_id]))
        )
    units = tuple(_unit(one, holders, below, tuple(leaves.get(one.pk, [])), lists) for one in first)
    root = _unit(organization, holders, below, units)
    sheets = draw(root, paper=paper, heading=f"{organization.name}组织图")
    return {
        "organization": organization, "sheets": sheets, "paper": paper, "levels": levels, "today": timezone.localdate(),
        "vacant": sum(not holders.get(one.pk) for one in [*first, *second]), "drawn": len(first) + len(second),
        "left_out": below.get(organization.pk, 0) - len(first), "pages": len(sheets),
    } | _stacked(sheets)  # fmt: skip


def _second(first: list[Organization]) -> list[Organization]:
    in_level = Window(RowNumber(), partition_by="parent", order_by=[F("position").asc(), F("pk").asc()])
    rows = Organization.objects.living().filter(parent__in=first).annotate(place=in_level)
    leaves = LEAVES if len(first) <= MANY else FEWER
    return list(rows.filter(place__lte=leaves).order_by("position", "pk"))


def _unit(
    one: Organization,
    holders: dict[int, Appointment],
    below: dict[int, int],
    units: tuple[Unit, ...] = (),
    lists: bool = False,
) -> Unit:
    post = holders.get(one.pk)
    is_leaf = not units and not lists
    leader = "" if post is None else post.person.name if is_leaf else f"{_title(post)} {post.person.name}"
    count = below.get(one.pk, 0)
    return Unit(one.pk, one.short, leader, count, units, count - len(units) if lists else 0)


def _title(post: Appointment) -> str:
    return "书记" if post.role == Appointment.Role.SECRETARY else "主持工作"


def _stacked(sheets: list[Any]) -> dict[str, Any]:
    """Return where the sheets stand in one file, one below the other."""
    places, y = [], 0.0
    for sheet in sheets:
        places.append((sheet, y))
        y += sheet.height
    return {"places": places, "height": y, "width": sheets[0].width}

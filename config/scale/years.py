"""The years of a province: all but the last have been gone through to their ledgers, the last one collects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Person
from accounts.models.house.bulk import insert_rows, reserve_ids
from accounts.services.trail import audit
from config.scale.tree import BELOW, Place
from rectification.models import Item, Ledger
from reviews.models import Cycle, Decision, Evaluation, LimitsVersion, Outcome, Round, Statement
from reviews.rules.hearing.grade import GRADES

ITEMS = 2  # of a ledger
BEST = 3  # of ten
PRAISE, PROBLEMS = "党建责任落实较好，“三会一课”按时召开。", "党员教育形式单一，联系服务群众不够经常。"
MEASURE = "每月开展一次主题党日，班子成员每季度走访一次支部。"
NAMES = ("organization_name", "organization_short")  # as they were then
ROUND = ("id", "cycle", "organization", "stage", "report_due", "meeting_on", *NAMES)
STATEMENT = ("id", "round", "organization", "appointment", "mode", *NAMES)
EVALUATION = ("statement", "praise", "problems", "grade", "written_by", "written_at")
DECISION = ("id", "round", "number", "body", "held_on", "present", "result", "entered_by", "entered_at", "changed_by",
            "changed_at", "confirmed_by", "confirmed_at")  # fmt: skip
OUTCOME = ("decision", "statement", "grade", "praise", "problems", "is_current")
LEDGER = ("id", "organization", "cycle", "state", "opened_at", "opened_by", "filed_on", *NAMES)
ITEM = ("ledger", "number", "problem", "responsible", "measure", "deadline", "first_deadline", "state", "claimed_at",
        "claimed_by", "done_at", "done_by")  # fmt: skip


def live(places: list[Place], *, last: int, years: int) -> None:
    """Write ``years`` years, ``last`` the latest of them."""
    for year in range(last - years + 1, last + 1):
        Year(places, year, is_over=year < last).write()


@dataclass
class Year:
    """One year of everybody; ``rounds`` and ``statements`` lead from an organization to its row."""

    places: list[Place]
    year: int
    is_over: bool

    def write(self) -> None:
        """Write the cycle, its rounds and statements, and what came of them in the trail."""
        self.cycle = Cycle.objects.create(
            year=self.year, notice_title=f"{self.year} 年度述职评议考核通知", issued_on=date(self.year, 11, 20)
        )
        LimitsVersion.objects.create(
            cycle=self.cycle, number=1, limits_json=self.cycle.limits_json, since=self._at(date(self.year, 11, 20))
        )
        self.at = self._at(date(self.year, 12, 28))
        reviewing = [place for place in self.places if place.reviews]
        self.rounds = self._numbered(Round, reviewing)
        self.statements = self._numbered(Statement, self.places[1:])
        insert_rows(Round, ROUND, (self._round(place) for place in reviewing))
        insert_rows(Statement, STATEMENT, (self._statement(place) for place in self.places[1:]))
        if self.is_over:
            self._conclude(reviewing)
        self._tell()

    def _conclude(self, reviewing: list[Place]) -> None:
        self.decisions = self._numbered(Decision, reviewing)
        insert_rows(Evaluation, EVALUATION, (self._evaluation(place) for place in self.places[1:]))
        insert_rows(Decision, DECISION, (self._decision(place) for place in reviewing))
        insert_rows(Outcome, OUTCOME, (self._outcome(place) for place in self.places[1:]))
        self.ledgers = self._numbered(Ledger, self.places[1:])
        insert_rows(Ledger, LEDGER, (self._ledger(place) for place in self.places[1:]))
        insert_rows(Item, ITEM, (self._item(place, step) for place in self.places[1:] for step in range(ITEMS)))

    def _round(self, place: Place) -> tuple[object, ...]:
        stage = Round.Stage.ARCHIVED if self.is_over else Round.Stage.COLLECTING
        due, meeting = self._at(date(self.year, 12, 20)), date(self.year, 12, 26)
        return (self.rounds[place.id], self.cycle.pk, place.id, stage.value, due, meeting, *place.names)

    def _statement(self, place: Place) -> tuple[object, ...]:
        mode = Statement.Mode.ON_STAGE if place.position % 5 else Statement.Mode.WRITTEN
        return (
            self.statements[place.id],
            self.rounds[_above(place).id],
            place.id,
            place.post,
            mode.value,
            *place.names,
        )

    def _evaluation(self, place: Place) -> tuple[object, ...]:
        writer = _above(place).organizer
        return (self.statements[place.id], PRAISE, PROBLEMS, self._grade(place), writer, self.at)

    def _decision(self, place: Place) -> tuple[object, ...]:
        entered, confirmed = place.organizer, place.secretary
        return (self.decisions[place.id], self.rounds[place.id], 1, "党委会", self.at.date(), "班子成员全体",
                "同意。", entered, self.at, entered, self.at, confirmed, self.at)  # fmt: skip

    def _outcome(self, place: Place) -> tuple[object, ...]:
        decision = self.decisions[_above(place).id]
        return (decision, self.statements[place.id], self._grade(place), PRAISE, PROBLEMS, True)

    def _ledger(self, place: Place) -> tuple[object, ...]:
        filed, pk, state = date(self.year + 1, 2, 20), self.ledgers[place.id], Ledger.State.FILED.value
        return (pk, place.id, self.cycle.pk, state, self.at, place.secretary, filed, *place.names)

    def _item(self, place: Place, step: int) -> tuple[object, ...]:
        due = date(self.year + 1, 6 + step, 30)
        is_done = (place.id + step + self.year) % 20 > 0
        at, by = (self._at(due - timedelta(days=9)), place.secretary) if is_done else (None, None)
        state = Item.State.DONE if is_done else Item.State.OPEN
        return (self.ledgers[place.id], step + 1, PROBLEMS, "书记", MEASURE, due, due, state.value, at, by, at, by)

    def _grade(self, place: Place) -> str:
        return (GRADES[0] if place.position <= BEST else GRADES[1] if place.position < BELOW else GRADES[2]).value

    def _tell(self) -> None:
        """Leave a line of the trail for each statement, by the organizer of its round."""
        verb = "保存综合评价" if self.is_over else "确定述职方式"
        by_organizer: dict[int, list[Place]] = {}
        for place in self.places[1:]:
            by_organizer.setdefault(_above(place).organizer, []).append(place)
        audit.record_rows(None, self._lines(verb, by_organizer))

    def _lines(self, verb: str, by_organizer: dict[int, list[Place]]) -> Iterator[audit.Line]:
        for organizer, places in by_organizer.items():
            for place in places:
                yield verb, "reviews.statement", self.statements[place.id], f"{place.name}书记", {}, {"by": organizer}

    def _numbered(self, model: type, places: list[Place]) -> dict[int, int]:
        ids = reserve_ids(model, len(places))
        return {place.id: pk for place, pk in zip(places, ids, strict=True)}

    def _at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(17)))


def _above(place: Place) -> Place:
    assert place.above is not None
    return place.above


def is_empty() -> bool:
    """Whether nobody is there whose data could be mixed with these."""
    return not Person.objects.exists() and not Cycle.objects.exists()

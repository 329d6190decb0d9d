"""The demo school's year: rounds in collection and reports in every state, dates relative to today."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from accounts.models import Appointment, Organization, Person, Reminder
from accounts.rules.duty.workday import OPENS
from accounts.services.duty.reminder import sweep
from accounts.services.house.demo import builders, demo_year
from reviews.documents.demo.demo_report import demo_report, flavour_for
from reviews.models import Cycle, Round, Statement
from reviews.offers.demo.evaluation import play_evaluations
from reviews.offers.demo.meeting import hold_meetings
from reviews.offers.demo.poll import play_polls
from reviews.offers.demo.result import conclude_rounds
from reviews.offers.demo.similarity import keep_a_few
from reviews.offers.demo.visit import play_visits
from reviews.services.collecting.acceptance import accept_report, return_report
from reviews.services.collecting.delay import grant_delay
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.cycle import create_cycle
from reviews.services.preparing.plan import approve_plan
from reviews.services.preparing.round import Dates, create_round, exempt_statement, open_round
from reviews.services.preparing.stage import advance

REMINDED_DAYS = 12  # before today
PLAN = Path(__file__).with_name("year.toml")
RETURNS = Path(__file__).parent / "texts" / "returns.toml"


@builders.register
def build_year(today: date) -> None:
    """Open this year's rounds and let people hand in, as year.toml says."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    year = demo_year(today)
    cycle = create_cycle(
        year=year,
        notice_title=f"关于做好{year}年度基层党组织书记抓党建述职评议考核工作的通知",
        issued_on=today - timedelta(days=plan["notice_days_ago"]),
        now=timezone.now() - timedelta(days=plan["notice_days_ago"]),
        focus_points=plan["focus_points"],
    )
    builder = YearBuilder(cycle, today, plan)
    for organization in Organization.objects.living().filter(children__isnull=False).distinct().order_by("path"):
        builder.open_round(organization)
    builder.exempt()
    collected = Statement.objects.reporting().collected(timezone.now()).for_pages().order_by("round", "pk")
    for place, statement in enumerate(collected):
        builder.play(statement, place)
    keep_a_few()
    builder.delay()
    builder.go_on()
    play_visits(cycle, today)
    hold_meetings(today)
    play_polls(today)
    play_evaluations(cycle, today)
    conclude_rounds(cycle, today)


class YearBuilder:
    """Plays what happened since the notice; every act goes through the services that the pages use."""

    def __init__(self, cycle: Cycle, today: date, plan: dict) -> None:  # type: ignore[type-arg]
        self.cycle, self.today, self.plan = cycle, today, plan

    def instant(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return the instant so many days from today."""
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(hour, minute)))

    def open_round(self, organization: Organization) -> Round:
        """Open the round of ``organization``; most are due together, some have their own date."""
        due = self.plan["due_in_days"]
        days = due.get(organization.name, due["top" if organization.parent_id is None else "below"])
        dates = Dates(self.instant(days, 17), self.today + timedelta(days=days + self.plan["meeting_days_after"]))
        stage = self.plan["stage"].get(organization.name, "collecting")
        if stage in {"preparing", "approved"}:
            created = create_round(self.cycle, organization=organization, dates=dates)
            return self._approve(created) if stage == "approved" else created
        return open_round(
            self.cycle, organization=organization, report_due=dates.report_due, meeting_on=dates.meeting_on
        )

    def _approve(self, round_: Round) -> Round:
        secretary = people_of(round_.organization, *Appointment.REVIEWED_ROLES)[0]
        return approve_plan(round_, person=secretary, number=round_.plan_number, today=self.today)

    def delay(self) -> None:
        """Grant who asked for it more time."""
        for entry in self.plan["delay"]:
            statement = Statement.objects.for_pages().get(organization__name=entry["organization"])
            organizer = people_of(statement.round.organization, Appointment.Role.ORGANIZER)[0]
            until = self.instant(entry["until_days"], 17)
            grant_delay(statement, until=until, reason=entry["reason"], person=organizer, now=timezone.now())

    def go_on(self) -> None:
        """Move the rounds that are already further."""
        for name, stage in self.plan["stage"].items():
            if stage != "meeting":
                continue
            round_ = Round.objects.get(organization__name=name)
            organizer = people_of(round_.organization, Appointment.Role.ORGANIZER)[0]
            advance(round_, to=stage, person=organizer, reason=self.plan["go_on_reason"])

    def exempt(self) -> None:
        """Note who does not report this year."""
        for entry in self.plan["exempt"]:
            statement = Statement.objects.get(organization__name=entry["organization"])
            since = statement.organization.appointments.reviewed().latest("starts").starts
            reason = entry["reason"].replace("DAY", f"{since.month}月{since.day}日")
            exempt_statement(statement, reason=reason, approved_by=Person.objects.get(name=entry["approver"]))

    def play(self, statement: Statement, place: int) -> None:
        """Let one secretary do what the plan says; those it does not name take the usual turns."""
        usual = self.plan["usual"]
        story = self.plan["story"].get(statement.organization_name) or usual[place % len(usual)]
        late = timezone.localtime(statement.round.report_due) < timezone.localtime()
        first_day = -2 if not late else -6
        for number, profile in enumerate(story["versions"]):
            days = first_day - len(story["versions"]) - place % 4 + number
            self._hand_in(statement, profile, place + 100 * number, self.instant(days, 8 + place % 12, place % 60))
        self._decide(statement, story.get("then", ""), first_day)

    def _hand_in(self, statement: Statement, profile: str, seed: int, at: datetime) -> None:
        organization, person = statement.organization, statement.person
        flavour = flavour_for(organization.name)
        data = demo_report(
            profile=profile, organization=organization.name, secretary=person.name,
            year=self.cycle.year, flavour=flavour, seed=seed,
        )  # fmt: skip
        name = f"{person.name}述职报告.docx"
        hand_in_report(statement, person=person, data=data, filename=name, now=at)

    def _decide(self, statement: Statement, then: str, day: int) -> None:
        if not then:
            return
        statement = Statement.objects.for_pages().get(pk=statement.pk)
        report = statement.current_report
        organizer = Person.objects.filter(
            appointments__organization=statement.round.organization, appointments__role="organizer"
        ).first()
        if report is None or organizer is None:
            return
        at = self.instant(day, 15, statement.pk % 60)
        if then == "accepted":
            accept_report(report, person=organizer, now=at)
            return
        until = self.instant(3, 17)
        reason = return_reasons()[then].format(
            deadline=f"{until.month}月{until.day}日",
            total=report.total,
            problems_share=f"{report.problems / report.denominator:.1%}",
            missing=(report.denominator - 3 * report.problems + 1) // 2,
        )
        return_report(report, person=organizer, reason=reason, resubmit_by=until, now=at)


def people_of(organization: Organization, *roles: str) -> list[Person]:
    """Return who holds one of these posts in ``organization``."""
    return list(Person.objects.filter(appointments__organization=organization, appointments__role__in=roles))


@cache
def return_reasons() -> dict[str, str]:
    """Return the reasons that the demo's organizers give, by key."""
    texts = tomllib.loads(RETURNS.read_text(encoding="utf-8"))
    return {entry["key"]: entry["text"] for entry in texts["return"]}


@builders.register
def build_reminders(today: date) -> None:
    """Let the reminders of the last days have gone out; the older ones have been read."""
    for days in range(REMINDED_DAYS, 0, -1):
        now = timezone.make_aware(datetime.combine(today - timedelta(days=days), OPENS))
        sweep(now=now)
    Reminder.objects.filter(day__lt=today - timedelta(days=3)).update(read_at=timezone.now())

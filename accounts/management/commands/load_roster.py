"""Load organizations, people and appointments from the template sheet (DESIGN §10)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from accounts.documents.house.workbook import FileRefused
from accounts.rules.people.roster import Action, Plan
from accounts.services.people.roster import load_roster, preview_file

REFUSED = (
    "数据库没有收下这份名册，什么都没有写入：可能正有人在改同样的内容。请过一会儿再运行；"
    "仍然这样，请加 --traceback 再运行一次，把显示的内容交给维护系统的人。"
)


class Command(BaseCommand):
    """All or nothing; what was loaded before is found unchanged."""

    help = "Load 党组织和人员名册 (.xlsx). Exit 1 where a doubt blocks; then nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="compare and print; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
            plan = preview_file(data) if options["dry_run"] else load_roster(data)
        except (OSError, FileRefused) as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError(REFUSED) from error
        self._print(plan)
        if plan.is_blocked:
            raise CommandError("还有必须改正的地方，没有写入。")
        self.stdout.write("只核对，没有写入。" if options["dry_run"] else "已写入。" if plan.writes else "没有要改的。")

    def _print(self, plan: Plan) -> None:
        for doubt in plan.doubts:
            self.stdout.write(f"{'须改正' if doubt.blocks else '请留意'} {doubt.place}：{doubt.text}{doubt.mend}")
        for sheet, counted in plan.by_sheet().items():
            self.stdout.write(
                f"{sheet}：new {counted[Action.NEW]}, changed {counted[Action.CHANGED]}, "
                f"ended {counted[Action.ENDED]}, unchanged {counted[Action.UNCHANGED]}"
            )
        blocking = sum(doubt.blocks for doubt in plan.doubts)
        self.stdout.write(
            f"total: new {plan.count(Action.NEW)}, changed {plan.count(Action.CHANGED)}, ended "
            f"{plan.count(Action.ENDED)}, doubtful {len(plan.doubts)} (blocking {blocking})"
        )

"""StageChange 阶段变动: a round's history, written with the move itself."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.preparing.round import Round


class StageChange(models.Model):
    """Who moved a round, when, from where to where, and what was known to be missing then."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="stage_changes", verbose_name="一轮评议")
    from_stage = models.CharField("原阶段", max_length=20, choices=Round.Stage)
    to_stage = models.CharField("新阶段", max_length=20, choices=Round.Stage)
    at = models.DateTimeField("时间")
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="操作人")
    note = models.CharField("说明", max_length=200, blank=True)
    missing = models.JSONField("当时还缺", default=list)

    class Meta:
        verbose_name = "阶段变动"
        verbose_name_plural = "阶段变动"
        constraints = [
            models.CheckConstraint(condition=~Q(from_stage=F("to_stage")), name="stage_change_moves"),
            models.CheckConstraint(
                condition=Q(missing=[]) | ~Q(note=""), name="stage_change_with_something_missing_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.get_from_stage_display()}→{self.get_to_stage_display()}"

"""Step 经过: one line of an item's history, written with the change itself."""

from django.db import models

from accounts.models import Person
from rectification.models.item import Item


class Step(models.Model):
    """Who did what to an item and in which words; evidence hangs beside it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="steps", verbose_name="整改事项")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人")
    verb = models.CharField("办理", max_length=20)
    text = models.TextField("内容", blank=True)

    class Meta:
        verbose_name = "经过"
        verbose_name_plural = "经过"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item} {self.verb}"

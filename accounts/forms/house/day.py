"""A day in the life of an organization or a person."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.documents.house.cell import EARLIEST, LATEST

OUTSIDE = f"请填 {EARLIEST}–{LATEST} 年之间的日期，例如 2026-09-01。"


class DayField(forms.DateField):
    """A date within the years that a roster takes too; a slip of the finger like 0026-09-01 is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})
        self.validators += [
            MinValueValidator(date(EARLIEST, 1, 1), OUTSIDE), MaxValueValidator(date(LATEST, 12, 31), OUTSIDE)
        ]  # fmt: skip

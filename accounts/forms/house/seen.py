"""Facts that somebody else may change while a page stands open: what was not touched here stays as it has become."""

import json
from typing import Any

from django import forms


class SeenForm(forms.Form):
    """Sends along what it showed (``seen``), so that a page left open undoes nobody's change; ``initial`` is what is there now."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = {name: _text(value) for name, value in self.initial.items() if name in self.fields}
        self.initial = {**self.initial, "seen": json.dumps(self.now, ensure_ascii=False)}

    def clean(self) -> dict[str, Any]:
        """Take over what others have changed; where both have, say so, and the next click decides."""
        cleaned = super().clean() or self.cleaned_data
        shown = _read(cleaned.pop("seen", ""))
        for name, now in self.now.items():
            if name in cleaned and shown.get(name, now) != now:
                typed = _text(cleaned[name])
                if typed == shown[name]:
                    cleaned[name] = self.fields[name].clean(now)
                elif typed != now:
                    self.add_error(
                        name, f"这一页打开以后，别人已经改成“{self._told(name)}”。确要用您填的，请再保存一次。"
                    )
        self.data = self.data.copy()
        self.data["seen"] = self.initial["seen"]
        return cleaned

    def _told(self, name: str) -> str:
        words = {str(value): str(word) for value, word in getattr(self.fields[name], "choices", ())}
        return words.get(self.now[name], self.now[name]) or "（空）"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _read(sent: str) -> dict[str, str]:
    """Return what the page says it showed; nothing where it says nonsense."""
    try:
        found = json.loads(sent or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

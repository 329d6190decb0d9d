"""Names and numbers as people type and paste them."""

from typing import Any

from django import forms

from accounts.rules.house.spelling import spelled_mobile, spelled_name, spelled_number, strange_in

MENDED = "已经替您去掉，请看一遍，再提交一次。"


class NameField(forms.CharField):
    """A name; what nobody sees is taken out of the box and said, so that the next click takes it."""

    spell = staticmethod(spelled_name)

    def to_python(self, value: Any) -> str:
        """Refuse what does not belong into a name; digits and letters of full width are taken as typed otherwise."""
        text = str(super().to_python(value) or "")
        strange = strange_in(text)
        if strange:
            raise forms.ValidationError(strange.text + (strange.mend or MENDED))
        return self.spell(text)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show the box again without what nobody sees."""
        shown = super().bound_data(data, initial)
        return self.spell(shown) if shown else shown


class NumberField(NameField, forms.RegexField):
    """A 工号 or a mobile number, which is a name made of digits."""

    spell = staticmethod(spelled_number)


class MobileField(NumberField):
    """A mobile number, however it was divided; it may be left empty."""

    spell = staticmethod(spelled_mobile)

    def __init__(self, **kwargs: Any) -> None:
        told = {"invalid": "手机号是以 1 开头的 11 位数字。"}
        super().__init__(r"^1[0-9]{10}\Z", label="手机号", required=False, error_messages=told, **kwargs)

"""Fields that read what people type: amounts in any notation, codes of schools."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.domain.siret import is_siret, tidy_siret
from kernel.domain import UnreadableInput
from kernel.money import Money
from territories.domain import uai
from territories.models import School


class MoneyField(forms.CharField):
    """Reads “1 424,50 €” into cents, and writes cents as an amount."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            cents = Money.parse(typed).cents
        except UnreadableInput as error:
            raise ValidationError(str(error), code="amount") from error
        if not cents:
            raise ValidationError(_("Enter an amount above zero."), code="amount")
        return cents

    def prepare_value(self, value: Any) -> Any:
        return Money(value).short() if isinstance(value, int) else value


class SiretField(forms.CharField):
    """Reads fourteen digits typed with or without spaces, and checks the last one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: object) -> Any:
        digits = tidy_siret(str(super().to_python(value)))
        if digits and not is_siret(digits):
            raise ValidationError(
                _("This SIRET is not right: check its fourteen digits."), code="siret"
            )
        return digits


class SchoolField(forms.CharField):
    """Reads the code of a school into the school; a closed one is refused with its follower."""

    def to_python(self, value: object) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            code = str(uai.parse(typed))
        except uai.InvalidUai as error:
            raise ValidationError(str(error), code="uai") from error
        school = School.objects.select_related("successor", "department").filter(pk=code).first()
        if school is None:
            raise ValidationError(
                _("We do not know this school yet. Check the code, or write to us."), code="unknown"
            )
        if school.successor is not None:
            raise ValidationError(
                _("This school has become %(name)s (%(code)s): use that code."),
                code="closed",
                params={"name": school.successor.name, "code": school.successor.pk},
            )
        return school

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, School) else value


class LinesField(forms.Field):
    """Rows of words and an amount; each row is two or three inputs, and empty rows count not."""

    def __init__(self, *, rows: int, with_essential: bool = False, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(widget=LinesWidget(rows, with_essential=with_essential), **kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        lines = []
        for number, row in enumerate(value or [], start=1):
            if not row["label"] and not row["amount"]:
                continue
            lines.append(self._line(number, row))
        return lines

    def _line(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        if not row["label"] or not row["amount"]:
            raise ValidationError(
                _("Line %(number)s needs words and an amount."), params={"number": number}
            )
        try:
            cents = Money.parse(row["amount"]).cents
        except UnreadableInput as error:
            raise ValidationError(
                _("Line %(number)s: %(error)s"), params={"number": number, "error": str(error)}
            ) from error
        return {
            "label": row["label"].strip()[:120],
            "cents": cents,
            "essential": bool(row.get("essential")),
        }


class LinesWidget(forms.Widget):
    template_name = "campaigns/lines.html"
    use_fieldset = True

    def __init__(self, rows: int, *, with_essential: bool) -> None:
        super().__init__()
        self.rows, self.with_essential = rows, with_essential

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        given = [self._shown(row) for row in value or []][: self.rows]
        empty = {"label": "", "amount": "", "essential": False}
        context["rows"] = given + [empty] * (self.rows - len(given))
        context["with_essential"] = self.with_essential
        return context

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        amount = Money(row["cents"]).short() if "cents" in row else row["amount"]
        return {
            "label": row["label"], "amount": amount, "essential": row.get("essential", False),
        }  # fmt: skip

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[dict[str, Any]]:
        return [
            {
                "label": str(data.get(f"{name}-{number}-label", "")).replace("\0", "").strip(),
                "amount": str(data.get(f"{name}-{number}-amount", "")).replace("\0", "").strip(),
                "essential": f"{name}-{number}-essential" in data,
            }
            for number in range(self.rows)
        ]

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        return f"{name}-0-label" not in data

    def id_for_label(self, _id: str, _index: str | None = None) -> str:
        return ""

"""Countries, currencies, regions and time zones: chosen and shown by names in the reader's language, kept as codes.

What is on record and CLDR has no name for is offered as its code, so that a form changes nothing by being opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class
from wagtail.admin.forms.models import register_form_field_override

from rapporteur.base.core.models import COUNTRY, CURRENCY
from rapporteur.base.core.queries import association_currency, association_languages
from rapporteur.base.values.formatting.languages import countries, country, currencies, time_zones
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.calls.models import check_time_zone
from rapporteur.records.members.models import Region

Names = Callable[[str], Mapping[str, str]]
NAMES: tuple[tuple[Any, Names], ...] = (
    (COUNTRY, countries),
    (CURRENCY, currencies),
    (check_time_zone, time_zones),
)
"""The rules that columns hold codes to, and what has the names of such codes in a language."""


class CodeField(forms.ChoiceField):
    """One code among those that `names` has a name for in the reader's language."""

    def __init__(self, *, names: Names, **kwargs: Any) -> None:
        for of_texts in ("max_length", "empty_value", "strip"):
            kwargs.pop(of_texts, None)
        self.names = names
        super().__init__(choices=self.named, **kwargs)

    def named(self) -> list[tuple[str, str]]:
        """Return the codes with their names in the reader's language; first, that none is chosen."""
        return [("", "—"), *self.names(reader()).items()]

    def prepare_value(self, value: Any) -> Any:
        """Return the code; one without a name is offered beside the others."""
        if value and value not in self.names(reader()):
            self.widget.choices = [*self.named(), (value, value)]
        return value

    def valid_value(self, value: Any) -> bool:
        """Accept any code: the column's own rule refuses what is none."""
        return True


def choose_code(column: models.CharField[Any, Any]) -> dict[str, Any] | None:
    """Return what a form makes of a column that holds codes, nothing for other columns."""
    names = next((names for rule, names in NAMES if rule in column.validators), None)
    return {"form_class": CodeField, "names": names} if names is not None else None


register_form_field_override(models.CharField, override=choose_code)


def preset_currency(form: forms.BaseForm) -> None:
    """Let a form of what is new begin in the currency of the association."""
    for name, field in form.fields.items():
        if isinstance(field, CodeField) and field.names is currencies and not form.initial.get(name):
            form.initial[name] = association_currency()


def is_country(column: Any) -> bool:
    """Tell whether a column holds the code of a country."""
    return COUNTRY in getattr(column, "validators", ())


def country_named(code: str) -> str:
    """Return the name of a country in the reader's language, nothing where none is named."""
    return country(code, reader()) if code else ""


def by_country_name(column: str) -> Case:
    """Return what puts records in the order of the names of their countries in the reader's language."""
    places = [When(**{column: code}, then=Value(place)) for place, code in enumerate(countries(reader()))]
    return Case(*places, default=Value(-1), output_field=IntegerField())


def countries_of(model: type[models.Model], column: str = "country") -> list[tuple[str, str]]:
    """Return the countries that records of a kind have, by code, in the order of their names."""
    codes = set(model._base_manager.order_by().values_list(column, flat=True).distinct())
    return [(code, name) for code, name in countries(reader()).items() if code in codes]


class CountryComparison(FieldComparison):
    """Two versions of a country, by its names."""

    def htmldiff(self) -> SafeString:
        """Return the difference; the same country as it is."""
        before, after = country_named(self.val_a), country_named(self.val_b)
        if before == after:
            return SafeString(escape(after))
        html: str = TextDiff([("deletion", before), ("addition", after)]).to_html()
        return mark_safe(html)  # noqa: S308  # both are escaped there


def _compared(column: Any) -> type[FieldComparison] | None:
    return CountryComparison if is_country(column) else None


register_comparison_class(models.CharField, comparison_class=_compared)


def regions_by_name() -> list[tuple[str, str]]:
    """Return the regions of the association, by code, as they are called in the reader's language."""
    languages = (reader(), *association_languages())
    rows = Region.objects.order_by("order").values_list("slug", "name")
    return [(slug, name.best(languages)) for slug, name in rows]


def region_named(code: str) -> str:
    """Return what a region is called; nothing where there is no code, a region that is gone by its code."""
    return dict(regions_by_name()).get(code, code) if code else ""

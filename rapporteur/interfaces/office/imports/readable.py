"""Values of proposals as people read them: fields and records by their names, never by what the program calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say, show
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.models import Import, ImportItem
from rapporteur.intake.importing.records.kinds import RECORD_TYPES
from rapporteur.intake.importing.settling import REFERENCES
from rapporteur.interfaces.office.pages.wording import COUNTRIES
from rapporteur.interfaces.office.words import FIELDS, label
from rapporteur.records.activities.models import Happened
from rapporteur.records.names.called import name_of, with_names

LONGEST = 400
"""Characters of a value on the screen; the passage beside it and the file have the rest."""
_TAG = re.compile(r"<[^>]+>")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_FIELD = {
    "organisation": proposals.ORGANISATION, "activations": proposals.ORGANISATION, "places": proposals.ORGANISATION,
    **REFERENCES,
}  # fmt: skip
_WORDS = {message.text: message for message in FIELDS}
_OTHER_WORDS = {
    "activations": Message("members", context="field"),
    "places": Message("place name", context="field"),
    "month": Message("month", context="evidence"),
    "date": Message("paid date", context="field"),
    "deliverables": Message("deliverables", context="evidence"),
    "payments": Message("payments", context="counted"),
    "waivers": Message("waivers", context="counted"),
    "outlet": Message("outlet", context="evidence"),
    "title": Message("title", context="field"),
}


def field_name(name: str, language: str) -> str:
    """Return what a field of a proposal is called."""
    message = _OTHER_WORDS.get(name) or _WORDS.get(name.replace("_", " "))
    return say(message, language) if message else name.replace("_", " ")


def kind_name(record_type: str) -> str:
    """Return what a kind of record is called, one of it."""
    return str(RECORD_TYPES[record_type].model._meta.verbose_name)


@dataclass
class RecordNames:
    """What the records are called to which the values of a page refer, by kind and slug."""

    language: str
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, slug: str) -> str:
        """Return the name; what has none yet is quoted as it stands."""
        return self.known.get((kind, slug), slug)

    def show(self, name: str, value: Any, record_type: str) -> str:
        """Return a value of a field as a text, cut where it is long."""
        text = self._text(name, value, record_type)
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"

    def _text(self, name: str, value: Any, record_type: str) -> str:
        if value is None or value in ("", [], {}):
            return "–"
        if isinstance(value, bool):
            return say(Message("yes") if value else Message("no"), self.language)
        if isinstance(value, list):
            return "; ".join(self._text(name, one, record_type) for one in value)
        if isinstance(value, Mapping):
            return self._of_several(name, value, record_type)
        text = str(value)
        if kind := _OF_FIELD.get(name):
            return self.of(kind, text)
        if _DAY.fullmatch(text):
            return show(_last_day(record_type, name, date.fromisoformat(text)), self.language)
        if name in COUNTRIES:
            return country(text, self.language)
        return _choice(record_type, name, text) or " ".join(_TAG.sub(" ", text).split())

    def _of_several(self, name: str, value: Mapping[str, Any], record_type: str) -> str:
        """Return texts by language, or the parts of a row: a member with its role, a payment."""
        if set(value) == {"text"} and name not in proposals.LOCALIZED:
            return f"“{value['text']}” ?"
        if name in proposals.LOCALIZED:
            return " | ".join(f"{code}: {self._text('', text, '')}" for code, text in value.items())
        parts = []
        for key, one in value.items():
            if one in (None, "", [], {}):
                continue
            if key == "name" and isinstance(one, Mapping):
                parts.append(" / ".join(dict.fromkeys(map(str, one.values()))))
            elif key == "role":
                parts.append(f"({_choice_of(one)})")
            elif key == "text":
                parts.append(f"“{one}” ?")
            elif key not in {"latitude", "longitude", "language"}:
                parts.append(self._text(key, one, record_type))
        return " ".join(parts)


def _last_day(record_type: str, name: str, day: date) -> date:
    """Return the day that people are told: the last, where a proposal has the first day without."""
    kind = RECORD_TYPES.get(record_type)
    happened = kind is not None and issubclass(kind.model, Happened)
    return day - timedelta(days=1) if name == "end" and kind is not None and not happened else day


def _choice(record_type: str, name: str, value: str) -> str:
    if record_type not in RECORD_TYPES:
        return ""
    try:
        column: Any = RECORD_TYPES[record_type].model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(dict(getattr(column, "flatchoices", ())).get(value, ""))


def _choice_of(role: str) -> str:
    from rapporteur.interfaces.office.choices import NAMES
    from rapporteur.records.activities.enums import ActivationRole

    english = str(ActivationRole(role).label) if role in ActivationRole.values else role.lower()
    return str(label(NAMES[english])) if english in NAMES else english


def day_of(of: Import) -> date:
    """Return the day on which names mean what they mean in an import: the last of its period, else of its reading."""
    return of.period_end - timedelta(days=1) if of.period_end else of.at.date()


def names_of(
    of: Import,
    values: Iterable[Mapping[str, Any]],
    language: str,
    on: date,
    more: Mapping[str, Iterable[str]] = {},
) -> RecordNames:
    """Return what the records are called to which `values` refer, and those of `more`: a few queries per kind.

    What the import itself makes is called as its proposal is.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in values:
        _gather("", one, wanted)
    for kind, slugs in more.items():
        wanted[kind] |= set(slugs)
    found = RecordNames(language)
    for kind, slugs in sorted(wanted.items()):
        model: type[models.Model] = RECORD_TYPES[kind].model
        if not slugs or not _has_slug(model):
            continue
        rows = with_names(model._default_manager.filter(slug__in=slugs))
        for record in rows:
            name = name_of(record, (language,), on)
            code = getattr(record, "code", "")
            found.known[kind, record.slug] = f"{code} {name}" if code and code not in name else name  # type: ignore[attr-defined]  # it has one
        lacking = [slug for slug in slugs if (kind, slug) not in found.known]
        if lacking:
            made = ImportItem.objects.filter(of=of, record_type=kind, target__in=lacking)
            found.known.update({(kind, target): name for target, name in made.values_list("target", "label")})
    return found


def _has_slug(model: type[models.Model]) -> bool:
    return any(column.name == "slug" for column in model._meta.concrete_fields)


def _gather(name: str, value: Any, wanted: dict[str, set[str]]) -> None:
    if isinstance(value, Mapping):
        for key, one in value.items():
            _gather(str(key), one, wanted)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            _gather(name, one, wanted)
    elif isinstance(value, str) and value and (kind := _OF_FIELD.get(name)):
        wanted[kind].add(value)

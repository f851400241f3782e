"""The form of a newcomer: what an organisation cannot be recorded without, and what it is to the network."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from rapporteur.base.core.permissions import Right, reaches_every_region
from rapporteur.base.values.formatting.languages import countries
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.say import say_around
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.codes import CodeField
from rapporteur.interfaces.office.doors.slugs import free_slug
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.lookups import Choice, names_index, organisations_called
from rapporteur.interfaces.office.newcomers.words import ON_RECORD, STAGES, WORDS
from rapporteur.records.members.actions import note_prospect, record_organisation
from rapporteur.records.members.enums import OrganisationKind
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.members.shapes import Affiliation, DatedName, OrganisationShape, ProspectShape
from rapporteur.records.names.match import How

LONGEST_NAME = 200


class RegionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django takes none
    """A region by its name in the reader's language."""

    desk: Desk

    def label_from_instance(self, obj: Any) -> str:
        """Return its name."""
        return str(obj.name.best(self.desk.reading))


class NewcomerForm(forms.Form):
    """What is asked of an organisation that nobody has recorded; the name is in the language of the page."""

    name = forms.CharField(label=WORDS["name"], max_length=LONGEST_NAME)
    country = CodeField(label=WORDS["country"], names=countries)
    kind = forms.ChoiceField(
        label=WORDS["kind"],
        choices=lambda: named(OrganisationKind.choices),
        initial=OrganisationKind.CITY.value,
    )
    region = RegionField(
        label=WORDS["region"],
        queryset=Region.objects.order_by("order"),
        to_field_name="slug",
        required=False,
        empty_label="—",
    )
    stage = forms.ChoiceField(label=WORDS["stage"], choices=list(STAGES.items()), required=False)

    def __init__(self, data: Any = None, *, desk: Desk, on: date, **options: Any) -> None:
        super().__init__(data, auto_id="newcomer-%s", **options)
        self.desk, self.on = desk, on
        region: Any = self.fields["region"]
        region.desk = desk
        if desk.by.regions and not reaches_every_region(desk.by, Right.RECORD_MEMBERS):
            region.queryset = region.queryset.filter(slug__in=desk.by.regions)
            region.required = True
            region.empty_label = None

    def clean(self) -> dict[str, Any]:
        """Refuse a name that an organisation of the same kind and country bears."""
        values: dict[str, Any] = super().clean() or {}
        name, country, kind = (values.get(field) for field in ("name", "country", "kind"))
        if name and country and kind:
            same = self._bearers(name, country, kind)
            if same:
                told = say_around(ON_RECORD, self.desk.language, name=same.name, what=same.more)
                raise ValidationError({"name": told})
        return values

    def _bearers(self, name: str, country: str, kind: str) -> Choice | None:
        match = names_index([name], self.on).match(name, self.desk.language, on=self.on, any_standing=True)
        slugs = [one.slug for one in match.candidates if one.how is not How.FUZZY]
        if match.is_matched:
            slugs.append(match.slug)
        same = Organisation.objects.filter(slug__in=slugs, country=country, kind=kind).order_by("slug")
        slugs = [one.slug for one in same]
        called = organisations_called(slugs, self.desk, self.on)
        return next((called[slug] for slug in slugs if slug in called), None)

    @transaction.atomic
    def record(self) -> Organisation:
        """Record it, from the day of the page as a prospect where it is one; raise what the verbs do."""
        values, by = self.cleaned_data, self.desk.by
        region = values["region"]
        shape = OrganisationShape(
            slug=free_slug(values["name"], Organisation),
            kind=values["kind"],
            country=values["country"],
            names=(DatedName(name=LocalizedText({self.desk.title_language: values["name"]})),),
            affiliations=(Affiliation(region=region.slug),) if region else (),
        )
        saved = record_organisation(by=by, organisation=shape)
        if values["stage"]:
            start = min(self.on, timezone.localdate())
            prospect = ProspectShape(organisation=saved.record.slug, stage=values["stage"], start=start)
            note_prospect(by=by, prospect=prospect)
        return saved.record

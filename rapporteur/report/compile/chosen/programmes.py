"""Publications, calls with their juries, and pilot projects of a period, as of a day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta

from rapporteur.base.values.localized import EMPTY
from rapporteur.records.calls.enums import CallOutcome
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.juries.composition import Seated, compose
from rapporteur.records.juries.models import Juror
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.report.compile.chosen.agreements import when_of
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.compile.chosen.training import NamedByKey
from rapporteur.report.value import programmes as p
from rapporteur.report.value.data import ActivityData


class ProgrammeCompiler:
    """What a period tells of them; `full` has the slugs of the members that are counted, by their keys."""

    def __init__(
        self, records: ChosenRecords, as_of: date, *, named: NamedByKey, full: Mapping[int, str]
    ) -> None:
        self.records, self.as_of, self.named, self.full = records, as_of, named, full

    # --- publications ------------------------------------------------------------------------

    def publications(self, activities: Container[str]) -> tuple[p.PublicationData, ...]:
        """Return the publications, those with a day first, in its order."""
        return tuple(self._publication(one, activities) for one in self.records.publications)

    def _publication(self, one: Publication, activities: Container[str]) -> p.PublicationData:
        activity = one.activity.slug if one.activity else None
        return p.PublicationData(
            slug=one.slug,
            title=one.title,
            kind=one.kind,
            series=one.series.name if one.series else EMPTY,
            number=one.number,
            authors=tuple(self.records.authors.get(one.pk, ())),
            languages=tuple(one.languages),
            published=when_of(one.published),
            isbn=one.isbn,
            doi=one.doi,
            link=one.link,
            mentions=tuple(
                p.MentionRef(outlet, f"{day:%Y-%m}") for outlet, day in self.records.mentions.get(one.pk, ())
            ),
            activity=activity if activity in activities else None,
        )

    # --- calls -------------------------------------------------------------------------------

    def calls(self, activities: Container[str]) -> tuple[p.CallData, ...]:
        """Return the calls by the day on which they close."""
        return tuple(self._call(one, activities) for one in self.records.calls)

    def _call(self, one: CallForApplications, activities: Container[str]) -> p.CallData:
        activity = one.activity.slug if one.activity else None
        took_part = self.records.took_part.get(one.pk, ())
        leads = {key for key, is_lead in took_part if is_lead}
        known = self.records.applications.get(one.pk) or one.application_count
        outcome = one.outcome
        if one.decision_date is not None and one.decision_date > self.as_of:
            outcome = CallOutcome.PENDING
        return p.CallData(
            slug=one.slug,
            name=one.name,
            kind=one.kind,
            initiative=one.initiative.name if one.initiative else EMPTY,
            opens=one.opens_date,
            closes=one.closes_date,
            closed=one.closes_date is not None and one.closes_date <= self.as_of,
            outcome=CallOutcome(outcome).value,  # type: ignore[arg-type]  # the same words
            decided=when_of(one.decision) if outcome != CallOutcome.PENDING else None,
            applications=known,
            leads=len(leads),
            partners=len({key for key, _ in took_part} - leads),
            jury=self._jury(one),
            activity=activity if activity in activities else None,
        )

    def _jury(self, one: CallForApplications) -> p.JuryData | None:
        jurors: Iterable[Juror] = self.records.jurors.get(one.pk, ())
        stated = None
        if one.stated_women is not None and one.stated_men is not None:
            stated = (one.stated_women, one.stated_men)
        counted = compose((Seated(juror.sex, None) for juror in jurors), stated)
        if not counted.members:
            return None
        regions = [juror.region.name if juror.region else juror.region_name for juror in jurors]
        return p.JuryData(
            members=counted.members,
            women=counted.women,
            men=counted.men,
            others=counted.others,
            unrecorded=counted.unrecorded,
            regions=tuple({repr(sorted(one.items())): one for one in regions if one}.values()),
        )

    # --- pilot projects ----------------------------------------------------------------------

    def projects(self, activities: Iterable[ActivityData]) -> tuple[p.ProjectData, ...]:
        """Return the pilot projects that anybody leads or takes part in; what has neither is the programme of them."""
        events: dict[str, list[ActivityData]] = {}
        for activity in activities:
            if activity.initiative is not None:
                events.setdefault(activity.initiative.slug, []).append(activity)
        return tuple(
            self._project(one, events.get(one.slug, ()))
            for one in self.records.projects
            if one.lead_id is not None or one.pk in self.records.partners
        )

    def _project(self, one: Initiative, events: Iterable[ActivityData]) -> p.ProjectData:
        ordered = sorted(events, key=lambda it: (it.month, it.start or date.max, it.slug))
        return p.ProjectData(
            slug=one.slug,
            name=one.name,
            lead=self._involved(one.lead_id) if one.lead_id is not None else None,
            partners=tuple(
                self._involved(row.organisation_id) for row in self.records.partners.get(one.pk, ())
            ),
            start=one.start,
            end=one.end - timedelta(days=1) if one.end else None,
            events=tuple(p.ProjectEventData(it.slug, it.month, it.start, it.end) for it in ordered),
        )

    def _involved(self, organisation: int) -> p.InvolvedData:
        return p.InvolvedData(self.named(organisation), self.full.get(organisation))

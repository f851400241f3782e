"""The forms in which a jury is chosen, and in which points are noted that a juror gave on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.collation import sort_key
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import jury_words as words
from rapporteur.interfaces.office.record_page.counting import say_composition
from rapporteur.interfaces.office.record_page.form_verb import VerbForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.juries.actions import choose_jury, note_assessment
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import MOST_POINTS, Juror
from rapporteur.records.juries.queries import composition_with
from rapporteur.records.juries.shapes import AssessmentShape, ScoreShape
from rapporteur.records.names.called import with_names

COUNT = "count"
"""The button that counts and writes nothing."""


@dataclass(frozen=True)
class CandidateRow:
    """A row of the table: the box of a candidate, and what counts of them."""

    key: str
    name: str
    region: str
    sex: str
    chosen: bool


class ChooseJuryForm(VerbForm):
    """Who of the candidates sits in the jury; how it would be made up is said above, and by “Count” before it is."""

    template = "office/record_page/jury.html"
    waiver = forms.CharField(
        label=words.BOXES["waiver"], help_text=words.BOXES["waiver_help"], max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jurors, key = with_names(self.record.jurors.select_related("region")), sort_key(reader())
        ordered = sorted(jurors, key=lambda one: (key(called(one)), one.slug))
        self.candidates: dict[str, Juror] = {one.slug: one for one in ordered}
        self.fields["jurors"] = forms.MultipleChoiceField(
            choices=[(slug, called(one)) for slug, one in self.candidates.items()],
            label=words.BOXES["jurors"],
            required=False,
        )

    def chosen(self) -> list[str]:
        """Return who is ticked, or sits there already where nothing was sent yet."""
        if self.is_bound:
            data: Any = self.data
            return [slug for slug in data.getlist("jurors") if slug in self.candidates]
        return [slug for slug, one in self.candidates.items() if one.stage == JurorStage.CHOSEN]

    def table(self) -> Iterator[CandidateRow]:
        """Yield a row for each candidate."""
        chosen = set(self.chosen())
        for slug, one in self.candidates.items():
            region = called(one.region) if one.region else one.region_name.best((reader(), *one.region_name))
            sex = str(one.get_sex_display()) if one.sex else say(words.NOT_RECORDED, reader())
            yield CandidateRow(slug, called(one), region or "–", sex, slug in chosen)

    def composition(self) -> str:
        """Return how the jury would be made up of who is ticked, and whether that keeps the rule."""
        jurors = [self.candidates[slug] for slug in self.chosen()]
        return say_composition(self.record, composition_with(self.record, jurors))

    def clean(self) -> dict[str, Any]:
        """Write nothing where it was only to be counted."""
        values: dict[str, Any] = super().clean() or {}
        if COUNT in self.data:
            raise forms.ValidationError(say(words.ONLY_COUNTED, reader()))
        return values

    def do(self, by: Actor) -> None:
        """Choose them."""
        values = self.cleaned_data
        choose_jury(by=by, call=self.record, jurors=values["jurors"], waiver=values["waiver"])

    def done(self) -> dict[str, object]:
        """Return how many sit in the jury."""
        return {"name": called(self.record), "count": len(self.cleaned_data["jurors"])}


class PointsForm(VerbForm):
    """What a juror gave an application by each criterion, and what they said of it."""

    remark = forms.CharField(
        label=words.BOXES["remark"], widget=forms.Textarea({"rows": 4}), required=False, max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        applications = with_names(self.record.call.applications.all()).order_by("number")
        choice = forms.ChoiceField(
            label=words.BOXES["application"],
            choices=[(one.slug, f"{one.number}. {called(one)}") for one in applications],
        )
        self.numbers = []
        points = {}
        for criterion in self.record.call.criteria.order_by("number"):
            self.numbers.append(criterion.number)
            points[f"points-{criterion.number}"] = points_field(criterion)
        self.fields = {"application": choice, **points, "remark": self.fields["remark"]}

    def do(self, by: Actor) -> None:
        """Note them."""
        values = self.cleaned_data
        scores = tuple(ScoreShape(number=n, points=values[f"points-{n}"]) for n in self.numbers)
        said = AssessmentShape(application=values["application"], scores=scores, remark=values["remark"])
        note_assessment(by=by, juror=self.record, assessment=said)


def points_field(criterion: Any) -> forms.IntegerField:
    """Return the box for the points by a criterion."""
    title = criterion.title.best((reader(), *criterion.title))
    return forms.IntegerField(
        label=say(words.POINTS_BY, reader(), title=title, weight=criterion.weight),
        min_value=0,
        max_value=MOST_POINTS,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

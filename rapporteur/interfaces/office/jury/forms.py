"""The forms of jurors: their ties, the points that they give."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.values.collation import sort_key
from rapporteur.interfaces.office.jury import words
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page.jury_forms import points_field
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.queries import ApplicationForJuror
from rapporteur.records.juries.shapes import ScoreShape
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.names.called import with_names


class TiesForm(forms.Form):
    """To which of the members somebody has a tie: all are offered, so that the list tells nothing of who applies."""

    organisations = forms.MultipleChoiceField(
        label=words.ORGANISATIONS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.in_force(timezone.localdate()).values("organisation")
        offered = with_names(Organisation.objects.filter(pk__in=members))
        key = sort_key(reader())
        choices = sorted(((one.slug, called(one)) for one in offered), key=lambda one: key(one[1]))
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]  # a field of choices


class RecognisedForm(forms.Form):
    """Which tie a juror has to an application that they recognised."""

    reason = forms.CharField(label=words.REASON, max_length=300)


class OwnPointsForm(forms.Form):
    """Points by each criterion of the call, and a remark."""

    remark = forms.CharField(
        label=words.REMARK, required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, juror: Juror, shown: ApplicationForJuror, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"remark": shown.remark})
        super().__init__(*args, **kwargs)
        self.numbers: list[int] = []
        boxes = {}
        for criterion in juror.call.criteria.order_by("number"):
            box = points_field(criterion)
            box.initial = (shown.scores or {}).get(criterion.number)
            boxes[f"points-{criterion.number}"] = box
            self.numbers.append(criterion.number)
        self.fields = {**boxes, "remark": self.fields["remark"]}

    def scores(self) -> tuple[ScoreShape, ...]:
        """Return what was given."""
        return tuple(ScoreShape(number=n, points=self.cleaned_data[f"points-{n}"]) for n in self.numbers)

"""What a juror sees: their calls, the applications of one, one of these; all from the view that is made for jurors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from rapporteur.base.core.permissions import Role
from rapporteur.base.core.queries import actor_with_roles, association_languages
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.jury import words
from rapporteur.interfaces.office.jury.forms import OwnPointsForm, RecognisedForm, TiesForm
from rapporteur.interfaces.office.jury.standing import jurors_of, row_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.calls.models import Application
from rapporteur.records.juries.actions import assess, declare_ties
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.queries import ApplicationForJuror, applications_for, juror_of
from rapporteur.records.juries.shapes import AssessmentShape, TieShape
from rapporteur.records.members.models import Organisation


def in_reading(text: LocalizedText) -> str:
    """Return a text in the reader's language, else in one of the association's."""
    return text.best((reader(), *association_languages(), *text))


@method_decorator(login_required, name="dispatch")
class JuryView(View):
    """The calls that somebody judges, and what waits in each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; nobody else has such a page."""
        by = actor_with_roles(request.user)
        if Role.JUROR not in by.roles:
            raise Http404
        now = timezone.now()
        calls = [row_of(one, in_reading(one.call.name), reader(), now) for one in jurors_of(by)]
        return render(request, "office/jury/index.html", {"words": words.PAGE, "calls": calls})


@method_decorator(login_required, name="dispatch")
class JurorPage(View):
    """A page on one call, for its jurors."""

    juror: Juror

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer to a juror of the call alone."""
        self.by = actor_with_roles(request.user)
        juror = juror_of(self.by, kwargs["call"])
        if juror is None:
            raise Http404
        self.juror = juror
        return super().dispatch(request, *args, **kwargs)

    def declare(self, more: list[TieShape]) -> None:
        """Declare ties beside those that are declared."""
        rows = self.juror.ties.select_related("organisation", "application").order_by("pk")
        ties = {
            (row.organisation_id, row.application_id): TieShape(
                organisation=row.organisation.slug if row.organisation else None,
                application=row.application.slug if row.application else None,
                reason=row.reason,
            )
            for row in rows
        }
        known = {(one.organisation, one.application) for one in ties.values()}
        new = [one for one in more if (one.organisation, one.application) not in known]
        declare_ties(
            by=self.by, call=self.juror.call.slug, ties=[*ties.values(), *new], on=timezone.localdate()
        )
        messages.success(self.request, say(words.DECLARED, reader()))


class JuryCallView(JurorPage):
    """The applications of a call, behind the declaration of one's ties."""

    def get(self, request: HttpRequest, call: str) -> HttpResponse:
        """Show what there is to judge, or the form that comes first."""
        return self.page(TiesForm())

    def post(self, request: HttpRequest, call: str) -> HttpResponse:
        """Declare ties."""
        form = TiesForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        self.declare([TieShape(organisation=slug) for slug in form.cleaned_data["organisations"]])
        return redirect("jury_call", call=call)

    def _ties(self) -> Any:
        found = self.juror.ties.filter(organisation__isnull=False).select_related("organisation")
        return found.order_by("pk")

    def page(self, form: TiesForm) -> HttpResponse:
        """Return the page."""
        shown = [
            (one, in_reading(one.title), say(words.NUMBERED, reader(), number=one.number))
            for one in applications_for(self.juror)
        ]
        context = {
            "words": words.PAGE,
            "call": self.juror.call.slug,
            "name": in_reading(self.juror.call.name),
            "standing": row_of(self.juror, "", reader(), timezone.now()),
            "is_chosen": self.juror.stage == JurorStage.CHOSEN,
            "ties": [called(one.organisation) for one in self._ties()],
            "is_declared": self.juror.declared_date is not None,
            "is_blind": self.juror.call.blind,
            "shown": shown,
            "form": form,
        }
        return render(self.request, "office/jury/call.html", context)


class JuryApplicationView(JurorPage):
    """One application: read, judged, or recognised."""

    shown: ApplicationForJuror

    def find(self, number: int) -> None:
        """Take the application that is asked for, of those that the juror is shown and may judge."""
        found = [one for one in applications_for(self.juror) if one.number == number]
        if not found or found[0].is_conflicting:
            raise Http404
        self.shown = found[0]

    def get(self, request: HttpRequest, call: str, number: int) -> HttpResponse:
        """Show it."""
        self.find(number)
        return self.page(OwnPointsForm(juror=self.juror, shown=self.shown), RecognisedForm(prefix="tie"))

    def post(self, request: HttpRequest, call: str, number: int) -> HttpResponse:
        """Give points, or declare a tie to it."""
        self.find(number)
        slug = Application.objects.get(call=self.juror.call_id, number=number).slug
        recognised = "recognise" in request.POST
        points = OwnPointsForm(None if recognised else request.POST, juror=self.juror, shown=self.shown)
        tie = RecognisedForm(request.POST if recognised else None, prefix="tie")
        form: forms.Form = tie if recognised else points
        if not form.is_valid():
            return self.page(points, tie)
        if recognised:
            self.declare([TieShape(application=slug, reason=tie.cleaned_data["reason"])])
            return redirect("jury_call", call=call)
        said = AssessmentShape(application=slug, scores=points.scores(), remark=points.cleaned_data["remark"])
        try:
            assess(by=self.by, call=call, assessment=said)
        except REFUSALS as refused:
            points.add_error(None, sentence(refused))
            return self.page(points, tie)
        messages.success(request, say(words.KEPT, reader(), number=number))
        return redirect("jury_call", call=call)

    def page(self, points: OwnPointsForm, tie: RecognisedForm) -> HttpResponse:
        """Return the page."""
        questions = {row.number: in_reading(row.text) for row in self.juror.call.questions.all()}
        organisations = Organisation.objects.filter(pk__in=self.shown.organisations).order_by("slug")
        context = {
            "words": words.PAGE,
            "call": self.juror.call.slug,
            "heading": say(words.NUMBERED, reader(), number=self.shown.number),
            "title": in_reading(self.shown.title),
            "summary": in_reading(self.shown.summary),
            "answers": [(questions.get(number, ""), in_reading(text)) for number, text in self.shown.answers],
            "organisations": [called(one) for one in organisations],
            "is_blind": self.juror.call.blind,
            "form": points,
            "tie": tie,
        }
        return render(self.request, "office/jury/application.html", context)

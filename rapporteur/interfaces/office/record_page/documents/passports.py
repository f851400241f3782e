"""The passport of a member, as its page offers it: in every language of the association, for staff with more in it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.formatting.days import format_period
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.passports import passport_name, render_passport
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.record_page.documents.offering import OfferedDocuments, OfferedFile
from rapporteur.interfaces.office.record_page.verbs import address_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.reports.queries import newest_period
from rapporteur.report.compile.passports.compiling import compile_passports

TITLE = Message("Passport", context="record page")
INTRO = Message(
    "Two pages for the member: who it is to the network, and what the network did with it ({period}).",
    context="record page",
)
FOR_MEMBER = Message("PDF", context="passport")
FOR_STAFF = Message("PDF with dues and meetings, for the secretariat alone", context="passport")
KINDS = {"member": FOR_MEMBER, "staff": FOR_STAFF}


def may_read_staff_part(by: Actor) -> bool:
    """Return whether somebody may see what only the passport for staff says: dues, and whom the network met."""
    return can(by, Right.VIEW_DUES) and can(by, Right.VIEW_MEETINGS)


def passports_of(record: Any, by: Actor) -> OfferedDocuments | None:
    """Return what the page of a member offers; nothing for who is none, and where no report is on record."""
    if not isinstance(record, Organisation) or not reaches(by, Right.VIEW_ACTIVITIES, record):
        return None
    period = newest_period()
    if period is None:
        return None
    day = min(period.last_day, timezone.localdate())
    if not Membership.objects.in_force(day).filter(organisation=record).exists():
        return None
    languages: tuple[str, ...] = record._languages  # asked once for the page
    kinds = [kind for kind in KINDS if kind == "member" or may_read_staff_part(by)]
    files = [
        OfferedFile(
            code, say(KINDS[kind], reader()), address_of(Organisation, "passport", record.pk, code, kind)
        )
        for kind in kinds
        for code in languages
    ]
    told = format_period(period.start, period.last_day, reader())
    return OfferedDocuments(say(TITLE, reader()), say(INTRO, reader(), period=told), files)


class PassportFileView(OneRecord, InspectView):
    """The passport of a member, for whoever may see it and its activities."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make it, as the records are now."""
        by, kind, language = actor_of(request.user), kwargs["kind"], kwargs["language"]
        period = newest_period()
        if kind not in KINDS or period is None or not reaches(by, Right.VIEW_ACTIVITIES, self.object):
            raise Http404
        if kind == "staff" and not may_read_staff_part(by):
            raise Http404
        day = min(period.last_day, timezone.localdate())
        found = list(compile_passports(period, day, staff=kind == "staff", members=[self.object.pk]))
        if not found or language not in found[0].languages:
            raise Http404
        response = HttpResponse(render_passport(found[0], language), content_type=FORMATS["pdf"].media_type)
        name = passport_name(found[0], language)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

"""The minutes of a meeting, as its page offers them: in every language of the association, as PDF and Word document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.values.messages import Message
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.minutes import MINUTES, minutes_name, render_minutes
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.record_page.documents.offering import OfferedDocuments, OfferedFile
from rapporteur.interfaces.office.record_page.verbs import address_of
from rapporteur.interfaces.office.words import label
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.report.compile.minutes import compile_minutes

WORDS = {
    "title": label(Message("Minutes", context="record page")),
    "intro": label(
        Message(
            "Agenda, attendance by seat, quorum, decisions with votes, follow-ups.", context="record page"
        )
    ),
    "draft": label(Message("A draft: the meeting has not been held yet.", context="record page")),
}


def minutes_of(record: Any) -> OfferedDocuments | None:
    """Return what the page of a meeting offers; nothing for what is none, and for one that was cancelled."""
    if not isinstance(record, BodyMeeting) or record.state == MeetingState.CANCELLED:
        return None
    languages: tuple[str, ...] = record._languages
    files = [
        OfferedFile(code, format_.upper(), address_of(BodyMeeting, "minutes", record.pk, code, format_))
        for code in languages
        for format_ in MINUTES
    ]
    warning = WORDS["draft"] if record.state != MeetingState.HELD else ""
    return OfferedDocuments(WORDS["title"], WORDS["intro"], files, warning)


class MinutesFileView(OneRecord, InspectView):
    """A document of the minutes, for whoever may see the meeting."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make it, as the records are now."""
        meeting: BodyMeeting = self.object
        data = compile_minutes(meeting, datetime.now(UTC).date())
        language, format_ = kwargs["language"], kwargs["format"]
        if language not in data.languages or format_ not in MINUTES:
            raise Http404
        response = HttpResponse(
            render_minutes(data, language, format_), content_type=FORMATS[format_].media_type
        )
        name = minutes_name(data, language, format_)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

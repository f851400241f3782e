"""A certificate of a course in one language, ready to be laid out."""

from __future__ import annotations

from calendar import timegm

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import region
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import Wording, tint
from rapporteur.documents.view.shapes import View
from rapporteur.report.value.certificates import CertificateData

TOOK_PART = {
    "COURSE": Printed("took part in the course"),
    "SEMINAR": Printed("took part in the seminar"),
    "WEBINAR": Printed("took part in the webinar"),
    "STAFF": Printed("took part in the training of the staff"),
}


class CertificateView(View, frozen=True):
    """A certificate on one page."""

    language: str
    region: str
    title: str
    association: str
    short_name: str
    colour: str
    tint: str
    timestamp: int
    number: str
    confirms: str
    name: str
    organisation: str
    took_part: str
    course: str
    theme: str
    facts: list[tuple[str, str]]
    """What is said of the course: a label and its value."""
    given: str
    code_label: str
    code: str
    checked: str
    """How whoever reads it finds out whether it is valid."""
    address: str
    words: dict[str, str]
    contents: list[str] = []
    sections: list[str] = []
    """Empty: certificates have neither; the templates of reports ask for them."""


def present_certificate(data: CertificateData, language: str) -> CertificateView:
    """Return the certificate in `language`; where a text has no such translation, in the source language."""
    wording = Wording(language, (data.source_language, *data.languages))
    day, association = data.issued, wording.text(data.association)
    seat = wording.text(data.seat)
    return CertificateView(
        language=language,
        region=region(language),
        title=wording.say("Certificate of attendance"),
        association=association,
        short_name=data.short_name,
        colour=data.colour,
        tint=tint(data.colour),
        timestamp=timegm((day.year, day.month, day.day, 12, 0, 0)),
        number=wording.say("Number {number}", number=f"{data.year}/{data.number}"),
        confirms=wording.word("certificate", "{association} confirms that", association=association),
        name=normalise(data.name, language),
        organisation=wording.text(data.organisation),
        took_part=wording.say(TOOK_PART[data.kind]),
        course=wording.text(data.course),
        theme=wording.text(data.theme),
        facts=_facts(wording, data),
        given=", ".join(filter(None, (seat, wording.day(day)))),
        code_label=wording.word("certificate", "Code"),
        code=data.code,
        checked=wording.word(
            "certificate",
            "Whether this certificate is valid is told by its code, without your name, on this page:",
        ),
        address=link_target(data.address.replace("{language}", language)),
        words={"page": wording.say("page"), "pages": wording.say("pages")},
    )


def _facts(wording: Wording, data: CertificateData) -> list[tuple[str, str]]:
    online = wording.say(vocabulary.WORDS["online"]) if data.online else ""
    provided = ", ".join(filter(None, (wording.text(data.provider), wording.text(data.organisers))))
    facts = [
        (wording.word("certificate", "When"), format_dates(Dates(data.start, data.end), wording.language)),
        (wording.word("certificate", "Where"), ", ".join(filter(None, (wording.text(data.place), online)))),
        (wording.word("certificate", "Given by"), provided),
    ]
    return [(label, value) for label, value in facts if value]

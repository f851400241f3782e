"""The association, its contact, the editorial and the published dues of a report, as proposals. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.html import html_from_text
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.proposals import (
    ASSOCIATION,
    CENT,
    REPORT,
    STATEMENT,
    Doubt,
    Proposal,
    Values,
)
from rapporteur.intake.importing.proposing import words as report_words
from rapporteur.intake.importing.proposing.reading import ReportReading
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.reading.parsed import ParsedContact

ONE_DAY = timedelta(days=1)
_SHOWN_WORDS = 8


def propose_association(reading: ReportReading) -> Iterator[Proposal]:
    """Yield the association: how to reach it where that is not recorded, or all that the report tells of it."""
    report, language = reading.report, reading.language
    contact = report.contact
    fill = _how_to_reach(contact) if contact is not None else {}
    for slug, recorded in reading.records(ASSOCIATION).items():
        if language not in recorded["languages"]:
            reading.notices.append(
                Notice(
                    Message(
                        "the network does not write in '{language}' ({languages} are its languages): "
                        "add the language to it, or its texts are seen nowhere"
                    ),
                    language=language,
                    languages=", ".join(recorded["languages"]),
                )
            )
        yield reading.proposal(
            ASSOCIATION, reading.key("association"), slug, slug, {"fill": fill}, contact or report
        )
        return
    name = reading.casing.of(report.association)[0] if report.association else ""
    if not name:
        reading.notices.append(
            Notice(
                Message(
                    "the report does not name the association, and none is recorded: record it first "
                    "(`rapporteur load`), or what is imported belongs to nobody"
                )
            )
        )
        return
    values: Values = {
        "name": {language: name},
        "short_name": name,
        "report_name": report_words.name_of("report", language),
        "languages": [language],
        "source_language": language,
    }
    proposal = reading.proposal(
        ASSOCIATION,
        reading.key("association"),
        slug_of(name, 50) or "association",
        name,
        {"set": values, "fill": fill},
        contact or report,
    )
    proposal.provenance["assumed"] = ["name", "report_name"]
    yield proposal


def _how_to_reach(contact: ParsedContact) -> Values:
    """Return what a report says of how the association is reached."""
    values: Values = {
        "phone": contact.phone,
        "email": contact.email,
        "website": _address(contact.website),
        "hashtag": contact.hashtag,
        "address": [contact.address] if contact.address else [],
    }
    return {name: value for name, value in values.items() if value}


def _address(website: str) -> str:
    return website if not website or "://" in website else f"https://{website}"


def propose_editorial(reading: ReportReading, person: Callable[[str], str]) -> Iterator[Proposal]:
    """Yield the report of the period with its editorial; `person` tells whom the signature means."""
    report, language = reading.report, reading.language
    if report.period is None:
        return
    start, end = report.period.start, report.period.end + ONE_DAY
    target = report.period.code.lower().replace("..", "-to-")
    known = next(
        (
            slug
            for slug, one in reading.records(REPORT).items()
            if (one["start"], one["until"]) == (str(start), str(end))
        ),
        target,
    )
    values: Values = {"set": {"start": str(start), "until": str(end)}, "fill": {}}
    editorial = report.editorial
    if editorial is not None:
        if editorial.title:
            values["set"]["editorial_title"] = {language: editorial.title}
        if editorial.text:
            values["set"]["editorial_text"] = {language: html_from_text(editorial.text)}
        if editorial.signatory:
            values["fill"]["signatory"] = person(editorial.signatory)
        if editorial.function:
            values["fill"]["signatory_function"] = {language: editorial.function}
    proposal = reading.proposal(
        REPORT, reading.key("report"), known, report.period.code, values, editorial or report.period
    )
    if editorial is not None and not report.surely_report:
        said = editorial.title or " ".join(editorial.text.split()[:_SHOWN_WORDS])
        proposal.ask(Doubt("UNKNOWN", "slug", f"editorial “{said}”"))
    yield proposal


def propose_statement(reading: ReportReading) -> Iterator[Proposal]:
    """Yield the published total of the dues, where the report prints all of it."""
    dues = reading.report.dues
    if dues is None or dues.amount is None or not dues.as_of or dues.payers is None or dues.members is None:
        return
    target = f"{dues.as_of.year}/{dues.as_of}"
    values = {
        "year": dues.as_of.year,
        "as_of": str(dues.as_of),
        "amount": str(dues.amount.quantize(CENT)),
        "currency": dues.currency or "EUR",
        "payers": dues.payers,
        "members": dues.members,
    }
    yield reading.proposal(STATEMENT, reading.key("dues", target), target, target, {"set": values}, dues)

"""The association, its contact, the editorial and the published dues of a report, as proposals. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from rapporteur.core.html import html_from_text
from rapporteur.intake.proposals import ASSOCIATION, CENT, REPORT, STATEMENT, Proposal, Values
from rapporteur.intake.proposing import words as report_words
from rapporteur.intake.proposing.reading import ReportReading
from rapporteur.intake.tables.cells import slug_of

ONE_DAY = timedelta(days=1)


def propose_association(reading: ReportReading) -> Iterator[Proposal]:
    """Yield the association: how to reach it where that is not recorded, or all that the report tells of it."""
    report, language = reading.report, reading.language
    contact = report.contact
    fill: Values = {}
    if contact is not None:
        fill = {
            "phone": contact.phone,
            "email": contact.email,
            "website": _address(contact.website),
            "hashtag": contact.hashtag,
            "address": [contact.address] if contact.address else [],
        }
        fill = {name: value for name, value in fill.items() if value}
    for slug, recorded in reading.records(ASSOCIATION).items():
        if language not in recorded["languages"]:
            reading.notices.append(
                f"the network does not write in '{language}' ({', '.join(recorded['languages'])} are its languages): "
                "add the language to it, or its texts are seen nowhere"
            )
        yield reading.proposal(
            ASSOCIATION, reading.key("association"), slug, slug, {"fill": fill}, contact or report
        )
        return
    name = reading.casing.of(report.association)[0] if report.association else ""
    if not name:
        reading.notices.append(
            "the report does not name the association, and none is recorded: record it first "
            "(`rapporteur load`), or what is imported belongs to nobody"
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
    yield reading.proposal(
        REPORT, reading.key("report"), known, report.period.code, values, editorial or report.period
    )


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

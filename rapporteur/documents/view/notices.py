"""What an edition says of itself: its errata, and the parts that a longer period is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_around
from rapporteur.documents.view.shapes import BlockView, ProseView, RunView
from rapporteur.report.value.data import ChangeData, ErratumData, PartData, ReportData

KEY = "notices"


def title(language: str) -> str:
    """Return the heading of the section."""
    return say_around(Printed("About this edition"), language)


def edition(data: ReportData, language: str) -> str:
    """Return “Edition 2”, or nothing for a report that is not frozen and for a first edition."""
    if data.edition is None or data.edition.number == 1:
        return ""
    return say_around(Printed("Edition {number}"), language, number=data.edition.number)


def notices(data: ReportData, language: str) -> list[ProseView]:
    """Return the errata, the newest first, then the composition; nothing where there is neither."""
    errata = reversed(data.edition.errata) if data.edition else ()
    views = [_erratum(data, one, language) for one in errata]
    if data.composition and data.composition.parts:
        views += [_composition(data, data.composition.parts, language)]
    return views


def sections(keys: list[str], found: list[ProseView]) -> list[str]:
    """Return the sections with that of the notices, where there are any, before the back cover."""
    if not found:
        return keys
    at = keys.index("back") if "back" in keys else len(keys)
    return [*keys[:at], KEY, *keys[at:]]


def word_notice(erratum: ErratumData, language: str, others: Sequence[str]) -> tuple[str, str, list[str]]:
    """Return title, introduction and lines of an erratum in `language`; names in one of `others` where it has none."""
    day = format_day(erratum.frozen_date, language)
    lines = _lines(erratum.changes, language, others)
    if lines:
        words = Printed("This edition corrects edition {before} on these points:")
        intro = say_around(words, language, before=erratum.number - 1)
    else:
        words = Printed("Edition {number} corrects texts in other languages only.")
        intro = say_around(words, language, number=erratum.number)
    return (
        say_around(Printed("Erratum of edition {number} ({day})"), language, number=erratum.number, day=day),
        intro,
        lines,
    )


def _erratum(data: ReportData, erratum: ErratumData, language: str) -> ProseView:
    heading, intro, lines = word_notice(erratum, language, _others(data))
    return ProseView(
        anchor=f"erratum-{erratum.number}", title=heading, blocks=[_paragraph(intro), *_bullets(lines)]
    )


def _composition(data: ReportData, parts: Iterable[PartData], language: str) -> ProseView:
    every = list(parts)
    blocks = [
        _paragraph(
            say_around(
                Printed("Every figure is recounted from the records; none is added up from earlier reports."),
                language,
            )
        ),
        *_bullets([_part(p, language) for p in every]),
    ]
    for part in every:
        if part.edition and (lines := _lines(part.changes, language, _others(data))):
            said = say_around(
                Printed("Changed in the records since edition {number} of {period}:"),
                language,
                number=part.edition.number,
                period=_period(part, language),
            )
            blocks += [_paragraph(said), *_bullets(lines)]
    return ProseView(
        anchor="composition", title=say_around(Printed("How this period is made up"), language), blocks=blocks
    )


def _part(part: PartData, language: str) -> str:
    period = _period(part, language)
    if not part.recorded:
        return say_around(Printed("{period}: nothing is recorded"), language, period=period)
    if part.edition is None:
        return say_around(
            Printed("{period}: {activities}, no frozen edition"),
            language,
            period=period,
            activities=_activities(part, language),
        )
    return say_around(
        Printed("{period}: {activities}; edition {number} of {day}, SHA-256 {sha}…"),
        language,
        period=period,
        activities=_activities(part, language),
        number=part.edition.number,
        day=format_day(part.edition.frozen_date, language),
        sha=part.edition.sha256[:12],
    )


def _activities(part: PartData, language: str) -> str:
    return say_around(
        Printed("{count} activity", "{count} activities", by="count"), language, count=part.activities
    )


def _period(part: PartData, language: str) -> str:
    period = Period.parse(part.period)
    return format_period(period.start, period.last_day, language)


def _others(data: ReportData) -> Sequence[str]:
    return (data.association.source_language, *data.association.languages)


def _lines(changes: Iterable[ChangeData], language: str, others: Sequence[str]) -> list[str]:
    """Return the changes that concern this language, in it or in the first of the others that has them."""
    return [change.words.best((language, *others)) for change in changes if change.language in ("", language)]


def _paragraph(text: str) -> BlockView:
    return BlockView("PARAGRAPH", [[RunView(text)]])


def _bullets(lines: list[str]) -> list[BlockView]:
    return [BlockView("BULLETS", [[RunView(line)] for line in lines])] if lines else []

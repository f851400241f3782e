"""What an edition says of itself: its errata, and the parts that a longer period is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapporteur.core.formatting import format_day, format_period, locale
from rapporteur.core.periods import Period
from rapporteur.core.typography import normalise
from rapporteur.reports.change_values import Words
from rapporteur.reports.data import ChangeData, ErratumData, PartData, ReportData
from rapporteur.reports.view import BlockView, NoticeView, RunView

KEY = "notices"


def title(language: str) -> str:
    """Return the heading of the section."""
    return _say("notices", language)


def edition(data: ReportData, language: str) -> str:
    """Return “Edition 2”, or nothing for a report that is not frozen and for a first edition."""
    if data.edition is None or data.edition.number == 1:
        return ""
    return _say("edition", language, number=data.edition.number)


def notices(data: ReportData, language: str) -> list[NoticeView]:
    """Return the errata, the newest first, then the composition; nothing where there is neither."""
    errata = reversed(data.edition.errata) if data.edition else ()
    views = [_erratum(data, one, language) for one in errata]
    if data.composition and data.composition.parts:
        views += [_composition(data, data.composition.parts, language)]
    return views


def sections(keys: list[str], found: list[NoticeView]) -> list[str]:
    """Return the sections with that of the notices, where there are any, before the back cover."""
    if not found:
        return keys
    at = keys.index("back") if "back" in keys else len(keys)
    return [*keys[:at], KEY, *keys[at:]]


def _say(key: str, language: str, **values: object) -> str:
    return normalise(Words((language,)).say(key, language), language).format(**values)


def told(erratum: ErratumData, language: str, others: Sequence[str]) -> tuple[str, str, list[str]]:
    """Return title, introduction and lines of an erratum in `language`; names in one of `others` where it has none."""
    day = format_day(erratum.frozen_date, language)
    lines = _lines(erratum.changes, language, others)
    key = "erratum_intro" if lines else "erratum_others"
    intro = _say(key, language, number=erratum.number, before=erratum.number - 1)
    return _say("erratum_title", language, number=erratum.number, day=day), intro, lines


def _erratum(data: ReportData, erratum: ErratumData, language: str) -> NoticeView:
    heading, intro, lines = told(erratum, language, _others(data))
    return NoticeView(
        anchor=f"erratum-{erratum.number}", title=heading, blocks=[_paragraph(intro), *_bullets(lines)]
    )


def _composition(data: ReportData, parts: Iterable[PartData], language: str) -> NoticeView:
    every = list(parts)
    blocks = [_paragraph(_say("composition_intro", language)), *_bullets([_part(p, language) for p in every])]
    for part in every:
        if part.edition and (lines := _lines(part.changes, language, _others(data))):
            said = _say("part_changes", language, number=part.edition.number, period=_period(part, language))
            blocks += [_paragraph(said), *_bullets(lines)]
    return NoticeView(anchor="composition", title=_say("composition_title", language), blocks=blocks)


def _part(part: PartData, language: str) -> str:
    period = _period(part, language)
    if not part.recorded:
        return _say("part_missing", language, period=period)
    if part.edition is None:
        return _say("part_unfrozen", language, period=period, activities=_activities(part, language))
    return _say(
        "part_cited",
        language,
        period=period,
        activities=_activities(part, language),
        number=part.edition.number,
        day=format_day(part.edition.frozen_date, language),
        sha=part.edition.sha256[:12],
    )


def _activities(part: PartData, language: str) -> str:
    form = locale(language).plural_form(part.activities)
    return _say(f"activities_{'one' if form == 'one' else 'many'}", language, count=part.activities)


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

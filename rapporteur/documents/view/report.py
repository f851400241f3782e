"""From the report as a value to the report in one language: every word chosen, every figure formatted.

`present` is a pure function; what layouts print is in the view it returns, and nowhere else.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from rapporteur.base.values.formatting.languages import capitalise, region
from rapporteur.base.values.links import mail_target, site_target
from rapporteur.base.values.typography import normalise
from rapporteur.documents.maps.shapes import MapView
from rapporteur.documents.view import (
    activities,
    cartography,
    colophon,
    execution,
    glance,
    notices,
    people,
    relations,
    vocabulary,
)
from rapporteur.documents.view.chosen import (
    admissions,
    agreements,
    ahead,
    bodies,
    calls,
    communication,
    parity,
    projects,
    publications,
    training,
)
from rapporteur.documents.view.context import Context, anchor, tint
from rapporteur.documents.view.shapes import (
    CropView,
    EntryGroup,
    LineView,
    PersonView,
    PhotoView,
    ProseView,
    RegionView,
    ReportView,
    SectionView,
)
from rapporteur.documents.view.vocabulary import WORDS
from rapporteur.report.value.data import ReportData

__all__ = ["WORDS", "present"]

_NOT_IN_CONTENTS = ("cover", "contents", "back")
PROSE: dict[str, Callable[[Context], list[ProseView]]] = {
    notices.KEY: lambda context: notices.notices(context.data, context.language),
}
"""What the sections that are nothing but prose say; a section that says nothing is left out."""
ENTRIES: dict[str, Callable[[Context], list[EntryGroup]]] = {
    "agreements": agreements.agreements,
    "joint_statements": agreements.statements,
    "pilot_projects": projects.projects,
    "calls": calls.calls,
    "training": training.courses,
    "publications": publications.publications,
    "communication": communication.communication,
    "governance": bodies.governance,
    "admissions": admissions.admissions,
    "parity": parity.parity,
    "next_quarter": ahead.next_quarter,
}
"""What the sections tell that tell records one by one; one that tells of none is left out."""


def present(data: ReportData, language: str) -> ReportView:
    """Return the report in `language`; where a text has no such translation, in the source language."""
    context = Context(data, language)
    words = vocabulary.words(context)
    prose = {key: parts(context) for key, parts in PROSE.items()}
    entries = {key: groups(context) for key, groups in ENTRIES.items() if key in data.sections}
    words[notices.KEY] = notices.title(language)
    sections = notices.sections(_sections(context, prose, entries), prose[notices.KEY])
    lines = activities.lines(context) if "activities" in sections else []
    regions = people.regions(context) if "regions" in sections else []
    activated_map = cartography.activated_map(context)
    association, editorial = data.association, data.editorial
    has_editorial = editorial is not None and "editorial" in sections
    period, edition = capitalise(context.period), notices.edition(data, language)
    return ReportView(
        language=language,
        region=region(language),
        title=words["report_name"],
        association=context.text(association.name),
        short_name=association.short_name,
        period=period,
        period_code=data.period.code,
        as_of=context.day(data.as_of),
        timestamp=timegm((data.as_of.year, data.as_of.month, data.as_of.day, 12, 0, 0)),
        colour=association.colours.own,
        tint=tint(association.colours.own),
        words=words,
        contents=_contents(context, sections, words, lines, regions),
        sections=sections,
        cover_map=activated_map or cartography.empty_world(context),
        cover_legend=_cover_legend(context, activated_map),
        editorial_title=context.text(editorial.title) if editorial and has_editorial else "",
        editorial=context.blocks(editorial.text) if editorial and has_editorial else [],
        signatory=_signatory(context) if has_editorial else None,
        glance=glance.figures(context, sections),
        weeks=glance.weeks(context) if data.activities else [],
        weeks_caption=glance.weeks_caption(context) if data.activities else "",
        lines=lines,
        media=relations.media(context) if "media" in sections else [],
        bilateral=relations.bilateral(context) if "bilateral_meetings" in sections else [],
        activated_figure=people.activated_figure(context),
        activated_share=data.summary.members_activated_share,
        activated_sentence=people.activated_sentence(context),
        activated_map=activated_map if "activated_members" in sections else None,
        activated_scale=people.activated_scale(context),
        activated=people.activated_regions(context) if "activated_members" in sections else [],
        dues=relations.dues(context) if "dues" in sections else None,
        execution=execution.execution(context) if "plan" in sections else [],
        regions=regions,
        staff=people.staff(context) if "secretariat" in sections else [],
        address=[normalise(line, association.source_language) for line in association.address],
        phone=association.phone,
        email=association.email,
        website=association.website,
        email_link=mail_target(association.email),
        website_link=site_target(association.website),
        hashtag=association.hashtag,
        edition=edition,
        period_and_edition=" · ".join(filter(None, (period, edition))),
        prose={key: parts for key, parts in prose.items() if key in sections},
        entries={key: groups for key, groups in entries.items() if key in sections},
        quiet=_quiet(context),
        colophon=colophon.colophon(context),
        cover_photo=_cover_photo(context) if "cover" in sections else None,
        cover_crop=_cover_crop(context) if "cover" in sections else None,
    )


def _sections(
    context: Context, prose: Mapping[str, list[ProseView]], entries: Mapping[str, list[EntryGroup]]
) -> list[str]:
    """Return the sections that the report asks for and has something to say in."""
    data = context.data
    something: dict[str, bool] = {
        "editorial": data.editorial is not None and any(data.editorial.text.values()),
        "activities": bool(data.activities),
        "media": bool(data.media),
        "bilateral_meetings": bool(data.bilateral_meetings),
        "activated_members": bool(data.activated_members),
        "dues": data.dues is not None,
        "plan": data.plan is not None,
        "regions": bool(data.regions),
        "secretariat": bool(data.staff),
        **{key: bool(parts) for key, parts in prose.items()},
        **{key: bool(groups) for key, groups in entries.items()},
    }
    return [key for key in data.sections if something.get(key, True)]


def _contents(
    context: Context,
    sections: list[str],
    words: dict[str, str],
    lines: list[LineView],
    regions: list[RegionView],
) -> list[SectionView]:
    """Return the contents: the sections, with the lines and the regions beneath theirs."""
    entries: list[SectionView] = []
    for key in sections:
        if key in _NOT_IN_CONTENTS:
            continue
        entries.append(SectionView(key=key, anchor=anchor("section", key), title=words.get(key, key)))
        if key == "activities":
            entries += [
                SectionView(
                    key=key,
                    anchor=line.anchor,
                    title=context.word("contents", "{kicker}: {title}", kicker=line.kicker, title=line.title)
                    if line.kicker
                    else line.title,
                    colour=line.colour,
                    level=2,
                )
                for line in lines
            ]
        if key == "regions":
            entries += [SectionView(key=key, anchor=one.anchor, title=one.name, level=2) for one in regions]
    return entries


def _cover_legend(context: Context, shown: MapView | None) -> str:
    if shown is None:
        return _quiet(context)
    return context.say(
        "Each dot is a member activated in this period; the more activations, the larger the dot."
    )


def _cover_photo(context: Context) -> PhotoView | None:
    """Return the photograph on the cover; its credit says under which rights it is printed, too."""
    cover = context.data.cover
    if not cover:
        return None
    photo = activities.photo_view(context, cover.photo)
    credit = f"{context.say(WORDS['credit'])} – {photo.credit}"
    return replace(photo, credit=" · ".join(filter(None, (credit, cover.rights))))


COVER_BOX = (210.0, 128.0)
"""Width and height of the photograph on the cover, in mm: a page across."""
MIDDLE = (0.5, 0.5)


def _cover_crop(context: Context) -> CropView | None:
    """Return how the photograph on the cover fills its box: no smaller, and with its focus within."""
    cover = context.data.cover
    if not cover:
        return None
    (across, down), (wide, high) = cover.focus or MIDDLE, COVER_BOX
    scale = max(wide / cover.photo.width, high / cover.photo.height)
    width, height = cover.photo.width * scale, cover.photo.height * scale
    return CropView(
        width=round(width, 3),
        height=round(height, 3),
        left=round((wide - width) * across, 3),
        top=round((high - height) * down, 3),
        across=round(across * 100, 2),
        down=round(down * 100, 2),
    )


def _quiet(context: Context) -> str:
    return "" if context.data.activities else context.say("No activity is on record in this period.")


def _signatory(context: Context) -> PersonView | None:
    editorial = context.data.editorial
    return people.person(context, editorial.signatory) if editorial and editorial.signatory else None

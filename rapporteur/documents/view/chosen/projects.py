"""The pilot projects: one strip each, with lead and partners, its term, and what it did in the period."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from rapporteur.base.values.dates import Dates
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.chosen.training import involved_in
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import EntryGroup, EntryView, ListView, SourceView, StageView
from rapporteur.report.value.programmes import ProjectData, ProjectEventData


def projects(context: Context) -> list[EntryGroup]:
    """Return the projects in the order of what they are called, in one group."""
    found = context.data.pilot_projects
    if not isinstance(found, tuple) or not found:
        return []
    figure = context.many("{count} project", "{count} projects", len(found))
    entries = [
        _project(context, one) for one in sorted(found, key=lambda it: context.key(context.text(it.name)))
    ]
    return [EntryGroup(anchor("pilot-projects", "all"), context.say("Projects"), figure, entries)]


def _project(context: Context, project: ProjectData) -> EntryView:
    told = tuple(one for one in project.events if one.activity in context.activities)
    project, lists = replace(project, events=told), []
    if project.partners:
        lists.append(ListView(context.say("Partners"), involved_in(context, project.partners)))
    if len(project.events) > 1:
        titles = [context.text(context.activities[one.activity].title) for one in project.events]
        lists.append(ListView(context.say("In this period"), titles))
    return EntryView(
        anchor=anchor("project", project.slug),
        kicker="",
        title=context.text(project.name),
        mark=_stage(context, project),
        place="",
        when="",
        facts=list(_facts(context, project)),
        stages=[_event(context, one) for one in project.events],
        lists=lists,
        source=_source(context, project),
    )


def _stage(context: Context, project: ProjectData) -> str:
    """Return how far it has come, where its days tell it."""
    if project.end is not None and project.end <= context.data.as_of:
        return context.word("project", "ended")
    if project.start is None:
        return ""
    begun = project.start <= context.data.as_of
    return context.word("project", "running") if begun else context.word("project", "to begin")


def _facts(context: Context, project: ProjectData) -> Iterator[str]:
    if project.lead is not None:
        yield context.say("Led by: {lead}.", lead=context.text(project.lead.name))
    if project.start is not None:
        yield context.say("It began on {day}.", day=context.day(project.start))
    if project.end is not None:
        yield context.say("It lasts until {day}.", day=context.day(project.end))
    if not project.events:
        yield context.say("Nothing of it happened in this period.")


def _event(context: Context, event: ProjectEventData) -> StageView:
    """Return an event of the strip: where it was, or what it was called, and when."""
    activity = context.activities[event.activity]
    places = context.listed(context.text(one.name) for one in activity.places)
    dates = Dates(event.start, event.end) if event.start else Dates(month=event.month)
    return StageView(places or context.text(activity.title), day_of(context, dates), reached=True)


def _source(context: Context, project: ProjectData) -> SourceView | None:
    """Return the activity that tells of it, where there is one alone."""
    if len(project.events) != 1 or "activities" not in context.data.sections:
        return None
    slug = project.events[0].activity
    return SourceView(anchor("activity", slug), context.text(context.activities[slug].title))

"""A verb with several records: tried first, with everything taken back, then done with each with which it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import within_reach
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.reviews.lacking import BlocksReport, what_blocks
from rapporteur.interfaces.office.reviews.queue import draft_of
from rapporteur.interfaces.office.selection.verbs import BLOCKS, SelectionVerb, Unchanged
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.names.called import with_names


@dataclass(frozen=True)
class Outcome:
    """One record of several: what it is called, where its page is, whether it is done, and what is to be said of it."""

    name: str
    address: str
    done: bool
    why: str = ""
    asks: bool = False
    """Whether it is left because it blocks its report: it is done once that is said to be all the same."""


def chosen(model: Any, keys: Sequence[int], by: Actor) -> list[Any]:
    """Return those of the records with these keys that somebody may see, in the order of the keys."""
    seen = within_reach(model._default_manager.all(), by, DOORS[model].view)
    named = with_names(seen) if hasattr(model, "called_by") else seen
    found = named.in_bulk(keys)
    languages = association_languages()
    for record in found.values():
        record._languages = languages  # asked once for all
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def asked_before(verb: SelectionVerb, records: Sequence[Any], *, anyway: bool) -> dict[str, Any]:
    """Return what a verb is given that publishes: what would block a report, unless that is said to be all the same."""
    if not verb.publishes or anyway:
        return {}
    in_review = (draft_of(one) for one in records if one.current_workflow_state is not None)
    return {BLOCKS: what_blocks(in_review, reader())}


@transaction.atomic
def do(verb: SelectionVerb, records: Sequence[Any], by: Actor, given: Mapping[str, Any]) -> list[Outcome]:
    """Do it with each record with which the verb does not refuse it; return what became of each.

    A record is written as a whole or not at all. Of what nobody foresees nothing at all is written.
    """
    return [_do_one(verb, record, by, given) for record in records]


@transaction.atomic
def try_out(
    verb: SelectionVerb, records: Sequence[Any], by: Actor, given: Mapping[str, Any]
) -> list[Outcome]:
    """Return what would become of each record; nothing is written, since only the verb itself knows what it refuses."""
    outcomes = do(verb, records, by, given)
    transaction.set_rollback(True)
    return outcomes


def _do_one(verb: SelectionVerb, record: Any, by: Actor, given: Mapping[str, Any]) -> Outcome:
    model = type(record)
    name, address = called(record), reverse(model.snippet_viewset.get_url_name("inspect"), args=[record.pk])
    try:
        with transaction.atomic():
            more = verb.do(model._default_manager.get(pk=record.pk), by, DOORS[model], given)
    except Unchanged as unchanged:
        return Outcome(name, address, done=False, why=say(unchanged.why, reader()))
    except REFUSALS as refused:
        asks = isinstance(refused, BlocksReport)
        return Outcome(name, address, done=False, why=sentence(refused), asks=asks)
    return Outcome(name, address, done=True, why=more or "")

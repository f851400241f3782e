"""What is done with all rows of a list as it is filtered, whatever their number: part by part, told as it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.typography import with_colon
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.working import About, Tell, WorkDone, carry_out
from rapporteur.interfaces.office.selection import words
from rapporteur.interfaces.office.selection.doing import Outcome, asked_before, chosen, do
from rapporteur.interfaces.office.selection.verbs import SelectionVerb
from rapporteur.interfaces.office.typed import reader

WHOLE = "all"
"""Parameter: all rows of the list that the address leads back to."""
TOGETHER = 100
"""Records written in one transaction: a process that is killed leaves those before, and doing it again goes on."""
AMOUNTS = "amounts"
"""By which name a verb is given the form that knows the amount of each record, looked up a part at a time."""
MOST_EXPLAINED = 5
"""Reasons in the sentence that is told at the end; the page on which one waits tells all."""


def keys_in_list(model: Any, request: HttpRequest, asked: str) -> list[int]:
    """Return the keys of the rows of a list with the search, filters and order of an address, as somebody sees it.

    Raises Http404 for filters that are none: the list would show all rows.
    """
    inner = copy(request)
    inner.method, inner.GET = "GET", QueryDict(asked, mutable=True)  # type: ignore[assignment]  # is replaced
    index = model.snippet_viewset.index_view
    view = index.view_class(**index.view_initkwargs)
    view.setup(inner)
    if view.filters is not None and not view.filters.is_valid():
        raise Http404
    return list(dict.fromkeys(view.get_queryset().values_list("pk", flat=True)))


def do_with_all(
    request: HttpRequest,
    model: Any,
    verb: SelectionVerb,
    keys: Sequence[int],
    by: Actor,
    given: Mapping[str, Any],
    *,
    back: str,
) -> HttpResponseBase:
    """Do it with each that the verb does not refuse; after a second the page tells how far it is and what is left."""
    language = reader()
    anyway = bool(request.POST.get("anyway"))

    def work(tell: Tell) -> WorkDone:
        with translation.override(language):
            outcomes = list(_do_in_parts(model, verb, keys, by, given, anyway=anyway, tell=tell))
            return WorkDone(back, _say_end(outcomes, language))

    about = About(
        key=f"selection {verb.name} {by.user}",
        title=say(verb.label, language),
        note=say(words.ALL_NOTE, language, count=len(keys)),
        already=words.ALL_ALREADY,
        failed=words.ALL_FAILED,
        back=back,
    )
    return carry_out(request, work, about, language)


def _do_in_parts(
    model: Any,
    verb: SelectionVerb,
    keys: Sequence[int],
    by: Actor,
    given: Mapping[str, Any],
    *,
    anyway: bool,
    tell: Callable[[str], None],
) -> Iterator[Outcome]:
    """Do it a part at a time; yield what became of each."""
    for place in range(0, len(keys), TOGETHER):
        part = keys[place : place + TOGETHER]
        records = chosen(model, part, by)
        if AMOUNTS in given:
            given[AMOUNTS].take(records)
        for one in do(verb, records, by, {**given, **asked_before(verb, records, anyway=anyway)}):
            if not one.done:
                tell(f"{with_colon(one.name, reader())} {one.why}")
            yield one
        tell(say(words.ALL_SO_FAR, reader(), done=place + len(part), count=len(keys)))


def _say_end(outcomes: Sequence[Outcome], language: str) -> str:
    left = [one for one in outcomes if not one.done]
    parts = [say(words.DONE, language, count=len(outcomes) - len(left))]
    if left:
        parts.append(say(words.NOT_DONE, language, count=len(left)))
        parts += [f"{with_colon(one.name, language)} {one.why}" for one in left[:MOST_EXPLAINED]]
        if len(left) > MOST_EXPLAINED:
            parts.append(say(words.AND_MORE, language, count=len(left) - MOST_EXPLAINED))
    return " · ".join(parts)

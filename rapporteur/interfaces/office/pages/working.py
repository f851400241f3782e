"""Work that may take a while: done in a thread of its own; after a second a page tells how far it is.

Who goes away stops nothing. What is done is written last and at once, so that a process that is killed leaves either
all of it or nothing; what was handed in is kept until then.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import BoundedSemaphore, Thread

from django.db import connections
from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from wagtail.admin import messages

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.log import note_failure
from rapporteur.base.words.say import say, say_failure

AT_ONCE = BoundedSemaphore(2)
"""Works done at the same time by one process of the server: each may take a processor and 1 GiB; others wait."""
SOON = 1.0
"""Seconds after which a page says that it goes on, instead of waiting for the end."""
WAITING = Message("Other work is done first", context="work that takes a while")
GO_ON = Message("See what came of it", context="work that takes a while")
BACK = Message("Back", context="work that takes a while")
CANCEL = Message("Cancel", context="work that takes a while")
_END = "<!-- end of what is told -->"
_running: set[str] = set()

Tell = Callable[[str], None]
"""Takes a sentence on how far the work is, in the language of whoever waits."""


@dataclass(frozen=True)
class WorkDone:
    """What came of a work: the address to go on to, and a sentence where the address does not say it by itself."""

    address: str
    sentence: str = ""


Work = Callable[[Tell], WorkDone]


@dataclass(frozen=True)
class About:
    """What a page says of a work: its title and what to know of it, and what is said where it cannot be done.

    `key` names what is worked on: the same is not done twice at once, but refused as `already`. `failed` is said of a
    failure that nobody foresaw, `back` is where to go then. `cancel` is where a button leads that ends it before.
    """

    key: str
    title: str
    note: str
    already: Message
    failed: Message
    back: str
    cancel: str = ""


class AlreadyRunning(Foreseeable):
    """The same is being done by another request."""


@dataclass(frozen=True)
class _Refused:
    why: Foreseeable


def carry_out(
    request: HttpRequest,
    work: Work,
    about: About,
    language: str,
    *,
    refused: Callable[[Foreseeable], HttpResponseBase] | None = None,
) -> HttpResponseBase:
    """Do a work; lead on to what came of it, or after a second answer with a page that tells how it goes on and ends.

    Why it was not done is said by `refused`, else on the page that `about` leads back to.
    """

    def say_why(why: Foreseeable) -> HttpResponseBase:
        messages.error(request, say_failure(why, language))
        return HttpResponseRedirect(about.back)

    refused = refused or say_why
    told: queue.Queue[str | WorkDone | _Refused] = queue.Queue()
    if about.key in _running:
        return refused(AlreadyRunning(about.already))
    _running.add(about.key)
    Thread(target=_do, args=(work, about, language, told), daemon=False).start()
    steps, end = _first(told)
    if end is None:
        response = StreamingHttpResponse(
            _page(told, steps, about, language, _frame(request, about, language)),
            content_type="text/html; charset=utf-8",
        )
        response["X-Accel-Buffering"] = "no"  # a proxy before us passes each line on as it comes
        response["Cache-Control"] = "no-store"
        return response
    if isinstance(end, _Refused):
        return refused(end.why)
    if end.sentence:
        messages.success(request, end.sentence)
    return HttpResponseRedirect(end.address)


def _first(told: queue.Queue[str | WorkDone | _Refused]) -> tuple[list[str], WorkDone | _Refused | None]:
    """Return what is told within a second, and the end where it comes."""
    steps: list[str] = []
    until = time.monotonic() + SOON
    while (left := until - time.monotonic()) > 0:
        try:
            one = told.get(timeout=left)
        except queue.Empty:
            break
        if not isinstance(one, str):
            return steps, one
        steps.append(one)
    return steps, None


def _frame(request: HttpRequest, about: About, language: str) -> str:
    """Return what stands around the steps; made before anything is sent, as a token may go with it."""
    context = {"about": about, "end": _END, "language": language, "cancel": say(CANCEL, language)}
    return render_to_string("office/working.html", {**context, "csrf_token": get_token(request)})


def _page(
    told: queue.Queue[str | WorkDone | _Refused], steps: list[str], about: About, language: str, frame: str
) -> Iterator[str]:
    before, _, after = frame.partition(_END)
    yield before
    last = ""
    for step in steps:
        yield format_html("<li>{}</li>\n", step)
        last = step
    while isinstance(one := told.get(), str):
        if one != last:
            yield format_html("<li>{}</li>\n", one)
        last = one
    yield _ending(one, about, language)
    yield after


def _ending(end: WorkDone | _Refused, about: About, language: str) -> str:
    if isinstance(end, WorkDone):
        state, said, address, link = "done", end.sentence, end.address, GO_ON
    else:
        state, said, address, link = "failed", say_failure(end.why, language), about.back, BACK
    sentence = format_html("<strong>{}</strong> ", said) if said else ""
    # What came of it says so itself where there is no sentence to read first: on to it, also without a hand.
    onward = "" if sentence else format_html('<meta http-equiv="refresh" content="0; url={}">', address)
    return format_html(
        '<li class="office-working-{}">{}<a href="{}">{}</a>{}</li>\n',
        state,
        sentence,
        address,
        say(link, language),
        onward,
    )


def _do(work: Work, about: About, language: str, told: queue.Queue[str | WorkDone | _Refused]) -> None:
    end: WorkDone | _Refused = _Refused(Foreseeable(about.failed))
    try:
        if not AT_ONCE.acquire(blocking=False):
            told.put(say(WAITING, language))
            AT_ONCE.acquire()
        try:
            end = work(told.put)
        finally:
            AT_ONCE.release()
    except Foreseeable as refused:
        end = _Refused(refused)
    except Exception as error:  # noqa: BLE001  # the page must come to its end, whatever it was
        note_failure("failed", error)
    finally:
        _running.discard(about.key)
        told.put(end)
        connections.close_all()

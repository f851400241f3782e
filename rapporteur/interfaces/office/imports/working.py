"""Files are read, compared and written while a browser looks on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.imports.forms import reader
from rapporteur.interfaces.office.imports.words import ALREADY, FAILED, PAGE, STEPS
from rapporteur.interfaces.office.pages.working import About, Tell, WorkDone, carry_out

Reading = Callable[[Callable[[str], None]], WorkDone]
"""Does it, telling each step by its key of `STEPS`."""


def read_while_telling(
    request: HttpRequest,
    reading: Reading,
    key: str,
    *,
    refused: Callable[[Foreseeable], HttpResponseBase] | None = None,
    back: str = "",
) -> HttpResponseBase:
    """Do it; `key` names the file or import that is worked on, `back` is the list of imports unless it is given."""
    language = reader()

    def work(tell: Tell) -> WorkDone:
        return reading(lambda step: tell(say(STEPS[step], language)))

    about = About(
        key=key,
        title=str(PAGE["title"]),
        note=str(PAGE["reading_note"]),
        already=ALREADY,
        failed=FAILED,
        back=back or reverse("imports:index"),
    )
    return carry_out(request, work, about, language, refused=refused)

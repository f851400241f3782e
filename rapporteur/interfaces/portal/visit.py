"""A visit to the portal: who asks for what in which language on which day, and what every page of it has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache, wraps
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from rapporteur import __version__
from rapporteur.base.core.models import Association
from rapporteur.base.core.queries import NoAssociation, last_written, the_association
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting import days
from rapporteur.base.values.formatting.languages import language_name
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.words.say import say
from rapporteur.documents.html.render import RIGHT_TO_LEFT
from rapporteur.documents.view.context import Wording
from rapporteur.interfaces.portal.errors import NoReportYet
from rapporteur.interfaces.portal.kept import PAGES as MADE
from rapporteur.interfaces.portal.middleware import PORTAL_POLICY
from rapporteur.interfaces.portal.words import PAGES, WORDS

View = Callable[..., HttpResponse]


class Visit(Wording):
    """One request, in a language of the association, on a day; `state` tells the records of now from others."""

    def __init__(
        self, request: HttpRequest, association: Association, language: str, today: date, state: str
    ) -> None:
        offered = tuple(association.languages)
        super().__init__(language, (association.source_language, *offered))
        self.request, self.association, self.today, self.state = request, association, today, state
        self.offered = offered

    def tell(self, message: Message, /, **values: object) -> str:
        """Return a message of the program in the language of the page."""
        return say(message, self.language, **values)

    def to(self, *parts: object, **query: object) -> str:
        """Return the address of a page in this language: `to("members", slug)`."""
        path = "".join(f"/{part}" for part in (self.language, *parts))
        end = "" if "." in path.rpartition("/")[2] else "/"
        asked = {name: value for name, value in query.items() if value not in ("", None)}
        return f"{path}{end}{'?' + urlencode(asked) if asked else ''}"

    def absolute(self, address: str) -> str:
        """Return an address with the site's own before it."""
        return self.request.build_absolute_uri(address)

    def dates(self, start: date, end: date, *, month_only: bool) -> str:
        """Return when something happened."""
        value = Dates(month=f"{start:%Y-%m}") if month_only else Dates(start, end)
        return days.format_dates(value, self.language)

    def period(self, period: Period) -> str:
        """Return a period in words."""
        return days.format_period(period.start, period.last_day, self.language)

    def day_asked(self) -> date:
        """Return the day in `on`, not later than today; today without one. Raise Http404 for what is no day."""
        asked = self.request.GET.get("on", "")
        if not asked:
            return self.today
        try:
            return min(date.fromisoformat(asked), self.today)
        except ValueError as error:
            raise Http404("no such day") from error

    @property
    def switches(self) -> list[tuple[str, str, str]]:
        """The same page in each language: code, name in itself, address."""
        path, query = self.request.path, self.request.META.get("QUERY_STRING", "")
        rest = path.removeprefix(f"/{self.language}/")
        after = f"?{query}" if query else ""
        return [(code, language_name(code), f"/{code}/{rest}{after}") for code in self.offered]


def period_of(code: str) -> Period:
    """Return the period that an address names, in which a dash stands for two dots; raise Http404."""
    try:
        return Period.parse(code.replace("_", ".."))
    except InvalidPeriod as error:
        raise Http404("no such period") from error


def page(view: View) -> View:
    """Answer in a language of the association; a browser that has the page already is told that it is the same."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        try:
            association = the_association()
        except NoAssociation as error:
            raise NoReportYet("nothing is recorded yet") from error
        if language not in association.languages:
            raise Http404(f"no pages in '{language}': expected one of {association.languages}")
        today = timezone.localdate()

        def make(state: str) -> HttpResponse:
            return view(Visit(request, association, language, today, state), **kwargs)

        return answered(request, today, make, language)

    return answer


def answered(
    request: HttpRequest, today: date, make: Callable[[str], HttpResponse], language: str = ""
) -> HttpResponse:
    """Return what `make` makes, or that it is as it was: pages follow from the records, the day and the program."""
    state, written = last_written()
    midnight = datetime.combine(today, time(), tzinfo=UTC)
    modified = int(max(written or midnight, midnight).timestamp())
    parts = (
        _program(),
        state,
        today.isoformat(),
        request.get_host(),
        request.scheme,
        request.get_full_path(),
    )
    etag = f'W/"{hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]}"'
    same = None if settings.DEBUG else get_conditional_response(request, etag, modified)
    response = same if isinstance(same, HttpResponse) else _answer_of(etag, state, make)
    response["Cache-Control"] = "public, no-cache"  # kept anywhere, asked for again before it is shown
    if response.status_code in (200, 304):
        response["ETag"], response["Last-Modified"] = etag, http_date(modified)
    if language:
        response["Content-Language"] = language
    return response


def _answer_of(name: str, state: str, make: Callable[[str], HttpResponse]) -> HttpResponse:
    """Return a page that is kept, or make it; where there is no trail yet nothing tells one state from another."""
    kept = None if settings.DEBUG or not state else MADE.get(name)
    if kept is not None:
        return kept
    response = make(state)
    if state and not settings.DEBUG:
        MADE.put(name, response)
    return response


@lru_cache(maxsize=1)
def _program() -> str:
    """Return what tells this program from another: its version, and its templates."""
    digest = hashlib.sha256(__version__.encode())
    for one in sorted(files(__package__).joinpath("templates/portal").iterdir(), key=lambda file: file.name):
        digest.update(one.read_bytes())
    return digest.hexdigest()


class Fixed(Mapping[str, str]):
    """The fixed words of pages, said when a template asks for them."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getitem__(self, key: str) -> str:
        return say(WORDS[key], self._language)

    def __iter__(self) -> Any:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)


def show(
    visit: Visit, template: str, *, title: str, about: str, here: str = "", card: tuple[str, ...] = (),
    feeds: Any = (), **values: object,
) -> HttpResponse:  # fmt: skip
    """Return a page: `title` and `about` say what it is, `here` is the part of the site that it belongs to.

    `card` is where the picture of the page lies that other sites show: by itself that of its part.
    """
    association = visit.text(visit.association.name)
    own = visit.request.path
    context = {
        "visit": visit,
        "w": Fixed(visit.language),
        "language": visit.language,
        "direction": "rtl" if visit.language in RIGHT_TO_LEFT else "ltr",
        "association": association,
        "short_name": visit.association.short_name,
        "title": title,
        "about": about,
        "canonical": visit.absolute(visit.request.get_full_path()),
        "card": visit.absolute(visit.to(*(card or ((here,) if here else ())), "card.png")),
        "alternates": [(code, visit.absolute(href)) for code, _, href in visit.switches],
        "menu": [(visit.tell(word), visit.to(key), key == here) for key, word in PAGES.items()],
        "home": visit.to(),
        "own": own,
        "today": visit.day(visit.today),
        "feeds": feeds,
        **values,
    }
    response = HttpResponse(render_to_string(f"portal/{template}.html", context))
    response["Content-Security-Policy"] = PORTAL_POLICY
    return response

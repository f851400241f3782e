"""Views of the made-up reports, and ways to walk through them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from rapporteur.documents.maps.shapes import MapView
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import ReportView
from rapporteur.report.value.data import ReportData
from tests.support.sample_report import sample_report, tiny_report

LANGUAGES = ("fr", "en", "es", "pt", "de")
VERBATIM = {
    "content",
    "href",
    "website",
    "email",
    "email_link",
    "website_link",
    "phone",
    "hashtag",
    "anchor",
    "slug",
    "key",
    "code",
    "period_code",
}


@cache
def report(name: str) -> ReportData:
    return sample_report() if name == "sample" else tiny_report()


@cache
def view(name: str, language: str) -> ReportView:
    return present(report(name), language)


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every printed text of a view with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Struct):
        for each in value.__struct_fields__:
            if each not in VERBATIM:
                yield from strings(getattr(value, each), f"{path}.{each}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}[{index}]")


def maps(value: Any) -> Iterator[MapView]:
    if isinstance(value, MapView):
        yield value
    elif isinstance(value, Struct):
        for each in value.__struct_fields__:
            yield from maps(getattr(value, each))
    elif isinstance(value, list):
        for item in value:
            yield from maps(item)


def loose(text: str) -> str:
    """Return a text with spaces in place of those at which no line may end: what it says, however it is set."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")

"""Pages that were made, kept in the memory of a process by a name that is another one after any write."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from django.http import HttpResponse

MOST = 128
"""Pages that a process keeps; of those asked for longest ago it makes way."""
LARGEST = 200_000
"""Bytes of a page that is kept: tables of thousands of rows are made when they are asked for."""


class KeptPage(NamedTuple):
    """What a page is, before anything is added on its way out."""

    content: bytes
    headers: dict[str, str]


class PageStore:
    """The pages last asked for."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> HttpResponse | None:
        """Return a page as it was made; None where it is not kept."""
        with self._lock:
            page = self._pages.get(name)
            if page is None:
                return None
            self._pages.move_to_end(name)
        response = HttpResponse(page.content)
        for header, value in page.headers.items():
            response[header] = value
        return response

    def put(self, name: str, response: HttpResponse) -> None:
        """Keep a page, where it is one that may be shown again and no larger than that is worth."""
        if response.status_code != 200 or len(response.content) > LARGEST or response.cookies:
            return
        with self._lock:
            self._pages[name] = KeptPage(response.content, dict(response.headers))
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)


PAGES = PageStore()

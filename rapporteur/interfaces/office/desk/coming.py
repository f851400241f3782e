"""Where somebody came from to a sheet of the desk (the findings of a report), and is led back to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

WAY_BACK = "next"
"""In the address; a button of the sheet is called so, too, and says nothing of it."""


def came_from_of(request: HttpRequest) -> str:
    """Return the address within the site that somebody came from, nothing where none is told."""
    told = request.GET.get(WAY_BACK, "")
    is_ours = told.startswith("/") and url_has_allowed_host_and_scheme(
        told, allowed_hosts={request.get_host()}
    )
    return told if is_ours else ""


def with_way_back(address: str, came_from: str) -> str:
    """Return an address which tells where one came from, if from anywhere."""
    if not came_from:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({WAY_BACK: came_from})}"

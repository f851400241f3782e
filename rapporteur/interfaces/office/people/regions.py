"""The regions of the association as its forms offer them: by name, never by code."""

from __future__ import annotations

from django.utils.translation import get_language

from rapporteur.base.core.queries import association_languages
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.records.members.models import Region


def regions_by_name() -> list[tuple[str, str]]:
    """Return the regions of the association, by code, as they are called in the reader's language."""
    languages = (get_language() or ENGLISH, *association_languages())
    rows = Region.objects.order_by("order", "slug").values_list("slug", "name")
    return [(slug, name.best(languages)) for slug, name in rows]


def region_named(code: str) -> str:
    """Return what a region is called; nothing where there is no code, a region that is gone by its code."""
    return dict(regions_by_name()).get(code, code) if code else ""

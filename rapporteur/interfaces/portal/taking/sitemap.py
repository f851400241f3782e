"""The list of all pages, for programs that look for them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.portal.door.editions import address_of
from rapporteur.interfaces.portal.errors import NoReportYet
from rapporteur.interfaces.portal.visit import answered
from rapporteur.interfaces.portal.words import PAGES
from rapporteur.proof.editions.models import Edition
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication

MOST = 45_000
"""Addresses in one list, which may have 50,000."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say that everything public may be read by programs, and where the list of it is."""
    lines = (
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /account/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Send every page in every language, the pages of records after those of the site."""
    return answered(request, timezone.localdate(), lambda _: _sitemap(request))


def _sitemap(request: HttpRequest) -> HttpResponse:
    try:
        languages = the_association().languages
    except NoAssociation as error:
        raise NoReportYet("nothing is recorded yet") from error
    site = request.build_absolute_uri("/").rstrip("/")
    entries = []
    for path in _paths(MOST // len(languages)):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(f"{site}/{code}/{path}")}"/>'
            for code in languages
        )
        entries += [f"<url><loc>{escape(f'{site}/{code}/{path}')}</loc>{links}</url>" for code in languages]
    content = (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
    return HttpResponse(content, content_type="application/xml")


def _paths(most: int) -> Iterator[str]:
    """Yield addresses without their language."""
    yield ""
    yield from (f"{part}/" for part in PAGES)
    rows = (
        Edition.objects.public()
        .order_by("-period_end", "-number")
        .values_list("period_start", "period_end", "number")
    )
    editions = [(address_of(Period(start, end)), number) for start, end, number in rows]
    yield from dict.fromkeys(f"reports/{period}/" for period, _ in editions)
    yield from (f"reports/{period}/{number}/read/" for period, number in editions)
    programmes = Initiative.objects.public(timezone.localdate()).order_by("slug")
    yield from (f"programmes/{slug}/" for slug in programmes.values_list("slug", flat=True)[: most // 12])
    publications = Publication.objects.public(timezone.localdate()).order_by("slug")
    yield from (f"publications/{slug}/" for slug in publications.values_list("slug", flat=True)[: most // 12])
    members = Organisation.objects.public(timezone.localdate()).order_by("slug")
    yield from (f"members/{slug}/" for slug in members.values_list("slug", flat=True)[: most // 3])
    activities = Activity.objects.public().order_by("-start_date", "slug").values_list("slug", flat=True)
    yield from (f"activities/{slug}/" for slug in activities[: most // 2])

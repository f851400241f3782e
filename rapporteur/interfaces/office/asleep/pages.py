"""The page of the members who sleep: by reason and region, each member one click from its cure."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET
from wagtail.admin.admin_url_finder import AdminURLFinder

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.asleep.standing import sleep_period, sleepers
from rapporteur.interfaces.office.asleep.words import PAGE, REASONS, SINCE
from rapporteur.records.members.models import Organisation


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """List who sleeps; `why` and `region` of the address narrow it, so that each state of the page is a link."""
    language, today = get_language() or ENGLISH, timezone.localdate()
    languages = (language, *association_languages())
    every = sleepers(actor_of(request.user), languages, today)
    why, region = request.GET.get("why", ""), request.GET.get("region", "")
    names = {one.region: one.region.name.best(languages) or "" for one in every if one.region}
    here = [one for one in every if not region or (one.region and one.region.slug == region)]
    counts = Counter(reason for one in here for reason in one.reasons)
    asked = [one for one in here if why not in REASONS or why in one.reasons]
    if why == "activity":  # who has been silent for longest stands first
        asked.sort(key=lambda one: one.rank or 0)
    since, until = (format_day(day, language) for day in sleep_period(today))
    finder, members = AdminURLFinder(request.user), reverse(Organisation.snippet_viewset.get_url_name("list"))
    context = {
        "words": PAGE, "why": why if why in REASONS else "", "region": region,
        "regions": [(one.slug, names[one]) for one in sorted(names, key=lambda one: one.order)],
        "reasons": [(key, say(word, language), counts[key]) for key, word in REASONS.items() if counts[key]],
        "since": say(SINCE, language, since=since, until=until),
        "total": len(here),
        "rows": [
            (finder.get_edit_url(one.record) or f"{members}?q={one.name}", one, one.region and names[one.region])
            for one in asked
        ],
    }  # fmt: skip
    return TemplateResponse(request, "office/asleep/index.html", context)

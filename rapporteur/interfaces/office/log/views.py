"""The page of Log, and what its script asks for: what is understood, whether it is kept, what there is to choose."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.views import View
from msgspec.structs import replace
from wagtail.images.models import Image

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.interfaces.office.forms import language_label
from rapporteur.interfaces.office.log import lookups
from rapporteur.interfaces.office.log.conflicts import conflict_page
from rapporteur.interfaces.office.log.desk import Desk, desk_of
from rapporteur.interfaces.office.log.drafts import typed_of, version_of
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.log.keeping import Kept, WrittenElsewhere, keep, put_to_review
from rapporteur.interfaces.office.log.meaning import Meaning, meaning_of
from rapporteur.interfaces.office.log.saying import context_of, errors_of, parts_of_page
from rapporteur.interfaces.office.log.typed import Typed, json_of, typed_from, typed_of_json
from rapporteur.interfaces.office.log.words import KIND_WORDS
from rapporteur.records.activities.models import Activity

UNFINISHED_SHOWN = 8
REVIEW = "review"
"""What the page is sent with where it is put to review."""
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""Of the page, on which what others typed is shown: no script or style within it; Wagtail's own pages have some."""


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _number(text: str | None) -> int:
    return read_whole(text or "") or 0


class LogPage(View):
    """The page itself: new, or one that was begun; sent as a form where no script runs."""

    def get(self, request: HttpRequest, key: str = "") -> HttpResponse:
        """Show the page as it was left."""
        desk = desk_of(request)
        if not key:
            return self._page(request, desk, _like(request, desk) or _blank(desk, uuid.uuid4()))
        jotting = Jotting.objects.filter(key=_key(key), account=desk.account).first()
        if jotting is None:
            return self._page(request, desk, _blank(desk, _key(key)))
        if jotting.is_done and (newer := _find_newer(jotting, desk)) is not None:
            jotting.typed = json_of(typed_of(newer, desk))  # nothing of it waits here to be saved
            jotting.draft = version_of(newer)
        return self._page(request, desk, jotting)

    def post(self, request: HttpRequest, key: str = "") -> HttpResponse:
        """Keep what is sent; where it makes a draft, go on with the next, else say at the fields what is missing."""
        desk = desk_of(request)
        own = _key(request.POST.get("key", ""))
        if Jotting.objects.filter(key=own).exclude(account=desk.account).exists():
            own = uuid.uuid4()  # begun by somebody who has signed out since
        meaning = meaning_of(typed_from(request.POST), desk)
        try:
            kept = _kept(request, meaning, desk, own, is_done=True)
        except WrittenElsewhere as elsewhere:
            page = conflict_page(meaning, elsewhere, desk)
            theirs = Jotting(key=own, version=page["version"], draft=page["draft"])
            return self._page(request, desk, theirs, meaning=meaning, conflict=page["html"], status=409)
        errors = errors_of(meaning)
        if errors or kept.refusal:
            return self._page(
                request, desk, kept.jotting, meaning=meaning, errors=errors, refusal=kept.refusal, status=422
            )
        activity = kept.jotting.activity
        if activity is None:
            return redirect("log:new")
        if request.POST.get("then") == REVIEW and (refusal := put_to_review(activity, desk.by)):
            return self._page(request, desk, kept.jotting, meaning=meaning, not_sent=refusal, status=422)
        return redirect(f"{reverse('log:new')}?after={activity.slug}")

    def _page(
        self, request: HttpRequest, desk: Desk, jotting: Jotting, *, meaning: Meaning | None = None,
        errors: dict[str, str] | None = None, refusal: str = "", not_sent: str = "", conflict: str = "",
        status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        if meaning is None:
            meaning = meaning_of(typed_of_json(jotting.typed), desk)
        context = context_of(meaning, desk, jotting.activity)
        context |= {
            "typed": meaning.typed,
            "jotting": jotting,
            "errors": errors or {},
            "refusal": refusal,
            "not_sent": not_sent,
            "may_submit": Activity.get_default_workflow() is not None,
            "conflict": mark_safe(conflict),  # noqa: S308  # a template of ours, which escapes what was typed
            "languages": [(one, language_label(one)) for one in desk.languages],
            "kinds": KIND_WORDS.items(),
            "unfinished": unfinished(desk.by, but=jotting),
            "photos": _photos(meaning.typed),
            "may_take": can(desk.by, Right.RECORD_MEDIA),
            "after": _logged(request, desk),
        }
        page = TemplateResponse(request, "office/log/page.html", context, status=status)
        page.headers["Content-Security-Policy"] = POLICY
        return page


def _find_newer(jotting: Jotting, desk: Desk) -> Activity | None:
    """Return the activity of a page whose draft is another than the page made, if whoever logs may still see it."""
    activity = jotting.activity
    if activity is None or version_of(activity) == jotting.draft:
        return None
    return activity if reaches(desk.by, Right.VIEW_ACTIVITIES, activity) else None


def _photos(typed: Typed) -> list[tuple[int, str]]:
    """Return the pictures of a page that are in the library still, each with its title."""
    titles = (
        dict(Image.objects.filter(pk__in=typed.photos).values_list("pk", "title")) if typed.photos else {}
    )
    return [(key, titles[key]) for key in typed.photos if key in titles]


def _blank(desk: Desk, key: uuid.UUID) -> Jotting:
    """Return a page on which nothing stands yet; it is not kept before something does."""
    return Jotting(key=key, version=0, typed=json_of(Typed(language=desk.title_language)))


def _like(request: HttpRequest, desk: Desk) -> Jotting | None:
    """Return a new page that says what an activity says but when it was: for what happens again."""
    activity = Activity.objects.filter(slug=request.GET.get("like", "")).first()
    if activity is None or not reaches(desk.by, Right.VIEW_ACTIVITIES, activity):
        return None
    typed = replace(typed_of(activity, desk), when="", when_choice="", photos=())
    return Jotting(key=uuid.uuid4(), version=0, typed=json_of(typed))


def _kept(request: HttpRequest, meaning: Meaning, desk: Desk, key: uuid.UUID, *, is_done: bool) -> Kept:
    return keep(
        meaning,
        desk=desk,
        key=key,
        version=_number(request.POST.get("version")),
        draft=request.POST.get("draft", "")[:60],
        is_done=is_done,
    )


def unfinished(by: Actor, *, but: Jotting | None = None) -> list[dict[str, Any]]:
    """Return the pages that somebody has begun and not done with, `but` for one."""
    begun = Jotting.objects.filter(account=by.user, is_done=False).order_by("-saved_at", "pk")
    if but is not None:
        begun = begun.exclude(key=but.key)
    return [
        {
            "title": one.typed.get("title", ""),
            "at": one.saved_at,
            "address": reverse("log:page", args=(one.key,)),
        }
        for one in begun[:UNFINISHED_SHOWN]
    ]


def _logged(request: HttpRequest, desk: Desk) -> dict[str, str] | None:
    """Return the activity that was logged just before, for the line that says so; of one out of reach nothing."""
    activity = Activity.objects.filter(slug=request.GET.get("after", "")).first()
    if activity is None or not reaches(desk.by, Right.VIEW_ACTIVITIES, activity):
        return None
    address = reverse("wagtailsnippets_activities_activity:edit", args=(activity.pk,))
    return {
        "title": activity.title.best(desk.reading),
        "address": address,
        "copy": f"?like={activity.slug}",
        "again": f"{reverse('log:several')}?like={activity.slug}",
        "submit": "" if activity.workflow_in_progress else submit_address(activity),
    }


def submit_address(*activities: Activity) -> str:
    """Return where drafts that are logged are put to review."""
    address = reverse("wagtail_bulk_action", args=("activities", "activity", "submit"))
    return f"{address}?{urlencode({'id': [one.pk for one in activities]}, doseq=True)}"


class UnderstandView(View):
    """What is understood of the page as it stands; nothing is written."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer with the parts of the page that say it."""
        desk = desk_of(request)
        meaning = meaning_of(typed_from(request.POST), desk, typing=request.POST.getlist("typing"))
        jotting = Jotting.objects.filter(key=_key(request.POST.get("key", "")), account=desk.account).first()
        return JsonResponse(_understood(meaning, desk, jotting.activity if jotting else None))


def _understood(meaning: Meaning, desk: Desk, activity: Activity | None) -> dict[str, Any]:
    context = context_of(meaning, desk, activity)
    return {
        "parts": parts_of_page(context),
        "errors": errors_of(meaning),
        "deliverables": [
            {"value": slug, "name": code, "more": title} for slug, code, title in context["deliverables"]
        ],
        "codes": meaning.typed.codes,
        "members": [
            {"value": one.member.value, "name": one.member.name, "more": one.member.more, "role": one.role}
            for one in meaning.members
        ],
        "names": meaning.typed.names,
    }


class KeepView(View):
    """Keep the page as it stands; “saved” is said of what this has answered, and of nothing else."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer with the version that was kept; with 409 and what stands there now; with 401 to another account."""
        desk = desk_of(request)
        if request.POST.get("account", desk.by.name) != desk.by.name:  # somebody else has signed in since
            return JsonResponse({"account": desk.by.name}, status=401)
        key = _key(request.POST.get("key", ""))
        meaning = meaning_of(typed_from(request.POST), desk, typing=request.POST.getlist("typing"))
        try:
            kept = _kept(request, meaning, desk, key, is_done=bool(request.POST.get("then")))
        except WrittenElsewhere as elsewhere:
            return JsonResponse(conflict_page(meaning, elsewhere, desk), status=409)
        jotting, errors = kept.jotting, errors_of(meaning)
        answer = _understood(meaning, desk, jotting.activity) | {
            "version": jotting.version,
            "draft": jotting.draft,
            "saved": time_format(localtime(jotting.saved_at), "H:i:s"),
            "is_draft": meaning.is_draft and not kept.refusal,
            "refusal": kept.refusal,
            "address": reverse("log:page", args=(jotting.key,)),
        }
        then = request.POST.get("then")
        if then and not errors and jotting.activity is not None and not kept.refusal:
            answer["not_sent"] = put_to_review(jotting.activity, desk.by) if then == REVIEW else ""
            if not answer["not_sent"]:
                answer["next"] = _after(then, jotting.activity)
        return JsonResponse(answer)


def _after(then: str, activity: Activity) -> str:
    """Return where somebody goes on who is done with the page: to the next, or to the whole form."""
    if then == "details":
        return reverse("wagtailsnippets_activities_activity:edit", args=(activity.pk,))
    return f"{reverse('log:new')}?after={activity.slug}"


class ChoicesView(View):
    """What there is to choose by what is typed: members, places or deliverables."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer with the first of them."""
        desk = desk_of(request)
        text = " ".join(request.GET.get("q", "").split())[:100]
        when = meaning_of(Typed(when=request.GET.get("when", "")[:100]), desk).dates
        on = when.first_day if when else min(desk.today, desk.period.last_day)
        like = (
            lookups.deliverables_like
            if request.GET.get("of") == "deliverables"
            else lookups.organisations_like
        )
        found, are_near = like(text, desk, on)
        choices = [{"value": one.value, "name": one.name, "more": one.more} for one in found]
        return JsonResponse({"choices": choices, "near": are_near})


class DiscardView(View):
    """Put a page away that was begun, with what stands on it."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Forget it; its draft, where it made one, stays."""
        Jotting.objects.filter(key=_key(key), account=desk_of(request).account).delete()
        return redirect("log:new")


def page_of_activity(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the page of Log on which an activity is gone on with; who only looks has begun nothing."""
    desk = desk_of(request)
    activity = Activity.objects.filter(slug=slug).first()
    if activity is None or not reaches(desk.by, Right.DRAFT_ACTIVITIES, activity):
        raise Http404
    jotting = Jotting.objects.filter(account=desk.account, activity=activity).first()
    if jotting is None:
        jotting = Jotting.objects.create(
            key=uuid.uuid4(), account_id=desk.account, activity=activity, typed=json_of(typed_of(activity, desk)),
            draft=version_of(activity), saved_at=timezone.now(), is_done=True,
        )  # fmt: skip
    return redirect("log:page", key=jotting.key)

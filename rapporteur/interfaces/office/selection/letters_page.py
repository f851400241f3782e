"""Letters for a whole list: made while a page tells how far it is, then handed out to whoever had them made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from rapporteur.base.core.permissions import Actor
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.working import About, Tell, WorkDone, carry_out
from rapporteur.interfaces.office.selection import dues_words, words
from rapporteur.interfaces.office.selection.dues_letters import keep, kept, make_all
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.dues.models import DuesItem

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_letters(
    request: HttpRequest, keys: Sequence[int], by: Actor, given: Mapping[str, Any], *, back: str
) -> HttpResponseBase:
    """Make the letters of all rows of a list and lead to the page that hands them out."""
    language = reader()

    def work(tell: Tell) -> WorkDone:
        def so_far(done: int) -> None:
            tell(say(words.ALL_SO_FAR, language, done=done, count=len(keys)))

        with translation.override(language):
            made = make_all(keys, by, given, so_far)
            if made.content is None:
                return WorkDone(back, say(dues_words.NO_LETTERS, language))
            name = keep(made.content, by)
        left = len(keys) - made.count
        parts = [say(dues_words.ALL_LETTERS, language, count=made.count)]
        parts += [say(dues_words.LEFT_OUT, language, count=left)] if left else []
        return WorkDone(reverse("selection:letters", args=[name]), " · ".join(parts))

    about = About(
        key=f"selection letters {by.user}",
        title=say(dues_words.REMIND, language),
        note=say(words.ALL_NOTE, language, count=len(keys)),
        already=words.ALL_ALREADY,
        failed=dues_words.LETTERS_FAILED,
        back=back,
    )
    return carry_out(request, work, about, language)


@require_GET
def letters(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show where the document is, or hand it out; raise Http404 for anybody but who had it made."""
    content = kept(name, actor_of(request.user))
    if content is None:
        raise Http404
    title = label(dues_words.REMIND)
    if request.GET.get("file"):
        disposition = f'attachment; filename="{slugify(str(title)) or "letters"}.docx"'
        return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})
    viewset: Any = DuesItem.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    context = {
        "words": words.PAGE,
        "title": title,
        "kind": DuesItem._meta.verbose_name_plural,
        "count": label(dues_words.LETTERS_READY),
        "names": [label(dues_words.LETTERS_WHY)],
        "files": [("DOCX", f"{request.path}?file=yes")],
        "back": reverse(viewset.get_url_name("list")),
    }
    return TemplateResponse(request, "office/selection/selection.html", context)

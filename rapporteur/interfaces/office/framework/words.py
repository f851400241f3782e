"""The words of Django, Wagtail and allauth, as our own words are said.

What their catalogues lack, or say as no editor would print it, stands in ``office/locale``, which Django reads before
theirs; `tools/framework_words.py` keeps it in step with the packages that are installed. Apostrophes, spaces and
quotation marks of all the rest are set right here, when a catalogue is read: by the rules that set our own messages.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import trans_real

from rapporteur.base.values.typography import normalise_runs

SET_RIGHT = frozenset({"fr", "es"})
PACKAGES = ("wagtail.admin", "rapporteur.interfaces.office")
"""Whose words the scripts of the office have; the later go before the earlier."""
_MARKS = re.compile(r"(<[^>]*>)")
_ELIDED = re.compile(r"(?<=[^\W\d_])'(?=%\(|%s|\{)")
"""An apostrophe before a value: “l'%(name)s”."""
_QUOTED = re.compile(r"""(['"])(%\(\w+\)[sd]|\{\w+\})\1""")
"""A value between straight quotation marks, as Wagtail names records."""
_QUOTES = {"fr": "«\u202f{}\u202f»", "es": "«{}»"}


def set_right(text: str, language: str) -> str:
    """Return a text of a catalogue with the typography of its language; what is written in tags stays as it is."""
    around = _QUOTES[language]
    parts = _MARKS.split(text)
    quoted = (_QUOTED.sub(lambda found: around.format(found[2]), one) for one in parts[::2])
    parts[::2] = normalise_runs([_ELIDED.sub("’", one) for one in quoted], language)
    return "".join(parts)


class SetTranslation(trans_real.DjangoTranslation):
    """The catalogues of all applications in one language, each text set right as it is taken in."""

    def merge(self, other: Any) -> None:
        """Take in the catalogue of an application. It is a copy of our own, over texts that others read as well."""
        language = str(self.language()).partition("-")[0]
        texts = getattr(other, "_catalog", None)
        if texts and language in SET_RIGHT:
            other._catalog = {key: set_right(text, language) if key else text for key, text in texts.items()}
        super().merge(other)


def set_words() -> None:
    """Have every catalogue that is read from now on set right, and those of scripts with ours before Wagtail's."""
    from django.views import i18n
    from wagtail.admin.views import i18n as of_scripts

    translating: Any = trans_real
    translating.DjangoTranslation = SetTranslation
    translating._translations.clear()
    views: Any = i18n
    views.DjangoTranslation = SetTranslation
    of_scripts.js_catalog = i18n.JavaScriptCatalog.as_view(packages=list(PACKAGES))

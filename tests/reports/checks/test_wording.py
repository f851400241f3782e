"""How messages print what they name: quotation marks within others, lists of titles, one full stop."""

from __future__ import annotations

import pytest

from rapporteur.core.localized import LocalizedText
from rapporteur.reports.checking.wording import say

TEMPLATE = LocalizedText(
    {"fr": "Voir « {titles} ».", "en": "See “{titles}”.", "es": "Véase «{titles}»."},
)
ENDS = LocalizedText({"fr": "Libellé : {text}.", "en": "Wording: {text}.", "es": "Redacción: {text}."})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Voir « Le “Bilan” » et « Carnet {2} »."),
        ("en", "See “Le ‘Bilan’” and “Carnet {2}”."),
        ("es", "Véase «Le “Bilan”» y «Carnet {2}»."),
    ],
)
def test_titles_are_quoted_one_by_one_with_inner_marks(language: str, said: str) -> None:
    titles = (LocalizedText({"fr": "Le « Bilan »"}), "Carnet {2}")
    assert say(TEMPLATE, {"titles": titles}, language).replace("\u202f", " ").replace("\xa0", " ") == said


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize(
    ("text", "end"), [("Un plan.", "plan."), ("Un plan ?", "?"), ("Un plan", "plan."), ("Et…", "Et…")]
)
def test_a_sentence_ends_once(language: str, text: str, end: str) -> None:
    said = say(ENDS, {"text": text}, language)
    assert said.endswith(end)
    assert not said.endswith(("..", "?.", "….", "! ."))


def test_a_quoted_sentence_leaves_its_full_stop_out() -> None:
    assert say(TEMPLATE, {"titles": "A plan."}, "en") == "See “A plan”."

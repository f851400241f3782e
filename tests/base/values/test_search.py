"""Folding: accents, case and punctuation do not keep anybody from finding a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.search import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  São-Paulo, l’Œuvre ", "sao paulo l oeuvre"),
        ("Córdoba", "cordoba"),
        ("Co\u0301rdoba", "cordoba"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("L1M7D2", "l1m7d2"),
        ("東京", "東京"),
        ("ﬁnance", "finance"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_what_is_folded_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())

"""What holds names to docs/words.md notices each kind of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_names import refusals, refused_words, sentences
from tools.code_graph import ROOT

WORDS = {"told": "`say`"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    room = tmp_path / "rapporteur" / "base" / "core"
    room.mkdir(parents=True)
    (room / "first.py").write_text("class Row: ...\n\n\ndef read() -> None: ...\n", encoding="utf-8")
    return tmp_path / "rapporteur"


@pytest.mark.parametrize(
    ("file", "content", "name"),
    [
        ("second.py", "def told(): ...", "told"),
        ("second.py", "class Other:\n    def _told_of_now(self): ...", "told_of_now"),
        ("told.py", "", "told"),
    ],
)
def test_a_refused_word_is_noticed(package: Path, file: str, content: str, name: str) -> None:
    (package / "base" / "core" / file).write_text(content, encoding="utf-8")

    (sentence,) = sentences(refusals(package, WORDS))

    assert (
        sentence == f"rapporteur/base/core/{file}: '{name}' is refused as a name: take `say` (docs/words.md)"
    )


def test_a_class_name_that_means_two_things_is_noticed(package: Path) -> None:
    (package / "base" / "core" / "second.py").write_text("class Row: ...", encoding="utf-8")

    first, second = sentences(refusals(package, WORDS))
    assert first.startswith("rapporteur/base/core/first.py: 'Row' is refused as a name")
    assert "a name of its own: base/core/first.py, base/core/second.py" in second


def test_sound_names_are_left_alone(package: Path) -> None:
    (package / "base" / "core" / "second.py").write_text("def tell_all(): ...", encoding="utf-8")
    assert refusals(package, WORDS) == []


def test_page_of_words_has_what_is_refused() -> None:
    words = refused_words((ROOT / "docs" / "words.md").read_text(encoding="utf-8"))
    assert {"told", "followed", "worded", "mend", "apart"} <= set(words)

"""A language is added as docs/words-and-languages.md says: a catalogue, and what it lacks is English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rapporteur.base.values.messages import Printed
from rapporteur.base.words import catalogues as words
from rapporteur.base.words.say import say
from tools import catalogues


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the catalogue of a language that the project has not, as `make catalogues` writes it: without words."""
    monkeypatch.setitem(catalogues._NAMES, "de", "German")
    path = tmp_path / "de" / "LC_MESSAGES" / "report.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.source_of("report", "de", path))
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words._words.cache_clear()
    yield path
    words._words.cache_clear()


def test_a_language_speaks_the_words_that_its_catalogue_has(german: Path) -> None:
    assert 'msgid "Contents"\nmsgstr ""\n' in german.read_text(encoding="utf-8")
    translated = german.read_text(encoding="utf-8").replace(
        'msgid "Contents"\nmsgstr ""', 'msgid "Contents"\nmsgstr "Inhalt"'
    )
    german.write_text(translated, encoding="utf-8")
    content = catalogues.source_of("report", "de", german)
    german.with_suffix(".mo").write_bytes(catalogues.compiled(content, "de"))

    assert content.decode().startswith("# German words of the reports.")
    assert say(Printed("Contents"), "de") == "Inhalt"
    assert say(Printed("Contents"), "de-AT") == "Inhalt"
    assert say(Printed("Page"), "de") == "Page"

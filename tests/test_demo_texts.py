"""The project tells the facts of a real report in words of its own.

No eight words in a row of the printed report may stand anywhere in the project: in no data file, document, test,
translation or grammar. Names apart: whoever writes of an office or a project writes its name. What a name is, the
data set says itself: it stands in a field that holds a name (of an organisation, a body, an initiative, an office),
and only a run that lies wholly within one such name is let through, wherever it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rapporteur.base.values.search import fold

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "2018-q2"
ROOMS = ("bench", "config", "demo", "docs", "rapporteur", "tests", "tools")

RUN = 8
NAME_FIELDS = ("name", "names", "aliases", "function")
LONGEST_NAME = 16
"""Words; a longer one in a field for names would be a text, and is let through nowhere."""
WORDS_OF_AN_ACTIVITY = range(60, 121)

Run = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words of `text` as `fold` leaves them, with the escapes of JSON and Python undone."""
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    return fold(unescaped.replace("\\n", " ")).split()


def runs_of_words(text: str) -> Iterator[Run]:
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def names_in(value: Any) -> Iterator[str]:
    """Yield every text below a field that holds names."""
    if isinstance(value, list):
        for inner in value:
            yield from names_in(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner) if key in NAME_FIELDS else names_in(inner)


def runs_of_names(value: Any) -> set[Run]:
    return {
        run for name in names_in(value) if len(words(name)) <= LONGEST_NAME for run in runs_of_words(name)
    }


def copied(text: str, source: set[Run], names: set[Run]) -> list[str]:
    """Return the runs of words of `text` that are in `source` and in no name."""
    return [" ".join(run) for run in runs_of_words(text) if run in source and run not in names]


def text_files(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a font, a picture, a compiled catalogue


@pytest.fixture(scope="module")
def source(printed_report: Path) -> set[Run]:
    return set(runs_of_words(re.sub(r"\*+", " ", printed_report.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def names() -> set[Run]:
    files = sorted(DEMO.rglob("*.yaml"))
    return set().union(*(runs_of_names(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files))


SENTENCE = "Le comité a décidé de se réunir au printemps à Lyon."


@pytest.mark.parametrize(
    "text",
    [
        "Il paraît que le comite a decide de se reunir au printemps, à Lyon",
        'msgstr ""\n"Le comité a décidé "\n"de se réunir au printemps à Lyon."',
        '{"text": "Le comit\\u00e9 a d\\u00e9cid\\u00e9 de se r\\u00e9unir\\nau printemps à Lyon"}',
        "> Le comité a décidé\n> de se réunir au printemps à Lyon.",
        "# Le comité a décidé de se\n# réunir au printemps à Lyon.",
    ],
    ids=["prose", "catalogue", "json", "quotation", "comment"],
)
def test_a_copied_sentence_would_be_found(text: str) -> None:
    assert len(copied(text, set(runs_of_words(f"Avant. {SENTENCE} Après.")), set())) == 4


def test_a_sentence_in_other_words_is_left_alone() -> None:
    source = set(runs_of_words(f"Avant. {SENTENCE} Après."))
    assert copied("Au printemps, le comité a décidé de se réunir à Lyon", source, set()) == []


def test_a_name_is_let_through_and_what_stands_around_it_is_not() -> None:
    office = "Conseil des villes jumelles du nord et du sud"
    source = set(runs_of_words(f"Avant. {office} décide. Après."))
    names = runs_of_names({"seats": [{"function": {"fr": office}, "note": SENTENCE}]})
    assert copied(f"Le {office} siège", source, names) == []
    assert copied(f"Le {office} décide", source, names) == ["villes jumelles du nord et du sud decide"]


def test_a_text_in_a_field_for_names_is_not_let_through() -> None:
    long = f"{SENTENCE} {SENTENCE}"
    assert len(copied(long, set(runs_of_words(SENTENCE)), runs_of_names({"name": long}))) == 8


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_of_the_printed_report_is_in_the_project(
    room: str, source: set[Run], names: set[Run]
) -> None:
    found = {
        str(path.relative_to(ROOT)): runs
        for path, text in text_files(ROOT / room)
        if (runs := copied(text, source, names))
    }
    assert found == {}


def test_no_sentence_of_the_printed_report_is_beside_the_rooms(source: set[Run], names: set[Run]) -> None:
    files = sorted(
        path for path in ROOT.iterdir() if path.suffix in (".md", ".toml") or path.name == "Makefile"
    )
    assert {path.name: copied(path.read_text(encoding="utf-8"), source, names) for path in files} == {
        path.name: [] for path in files
    }


@pytest.mark.parametrize("path", sorted((DEMO / "activities").iterdir()), ids=lambda path: path.stem)
def test_each_activity_tells_its_story_at_the_same_length_in_each_language(path: Path) -> None:
    texts = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
    lengths = {language: len(text.split()) for language, text in texts.items()}
    assert sorted(lengths) == ["en", "es", "fr"]
    assert {language: n for language, n in lengths.items() if n not in WORDS_OF_AN_ACTIVITY} == {}


def spellings(organisation: dict[str, Any], language: str) -> set[str]:
    aliases = organisation.get("aliases", {})
    return {organisation["names"][language], *aliases.get(language, []), *aliases.get("und", [])}


def foreign_spellings(text: str, language: str, organisations: list[dict[str, Any]]) -> set[str]:
    """Return the names of organisations in `text` that only another of its languages uses."""
    own = set().union(*(spellings(organisation, language) for organisation in organisations))
    for name in sorted(own, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "·", text)
    every = {
        name
        for organisation in organisations
        for other in organisation["names"]
        for name in spellings(organisation, other)
    }
    return {name for name in every - own if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}


def test_a_foreign_spelling_would_be_found() -> None:
    seoul = {"names": {"fr": "Séoul", "en": "Seoul", "es": "Seúl"}, "aliases": {"en": ["Seoul City"]}}
    assert foreign_spellings("De Seoul a Seúl", "es", [seoul]) == {"Seoul"}
    assert foreign_spellings("Seoul City", "en", [seoul]) == set()


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_members_are_called_as_the_language_calls_them(language: str) -> None:
    organisations = yaml.safe_load((DEMO / "organisations.yaml").read_text(encoding="utf-8"))
    found = {}
    for path in sorted((DEMO / "activities").iterdir()):
        activity = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = f"{activity['title'][language]}. {' '.join(activity['text'][language].split())}"
        if foreign := foreign_spellings(text, language, organisations):
            found[path.stem] = foreign
    assert found == {}


REMARKS = re.compile(
    r"hors tableau|reste à établir|not in the table|to be found|fuera de las tablas|por comprobar|[?!]$"
)


def test_titles_of_the_plan_are_titles() -> None:
    """What an editor remarks of one stands in its note, which no report prints."""
    plan = yaml.safe_load((DEMO / "plan.yaml").read_text(encoding="utf-8"))
    printed = [str(node.get(field, "")) for node in plan["nodes"] for field in ("title", "text", "purpose")]
    assert [text for text in printed if REMARKS.search(text)] == []

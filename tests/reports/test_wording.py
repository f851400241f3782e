"""The catalogues: complete, current, with the placeholders of the source, and no English left in them."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from rapporteur.reports import wording as module
from rapporteur.reports.wording import LOCALE, wording

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
Key = tuple[str | None, str, str | None]

SINGLE, WITH_CONTEXT, PLURAL = {"say", "gettext", "N_"}, {"word", "pgettext", "NP_"}, {"many", "ngettext"}
SAME_AS_ENGLISH = {
    "fr": {
        "Activation",
        "Activations",
        "Audit",
        "Canal",
        "Code",
        "Communication",
        "Conference",
        "Contact",
        "Date",
        "Dates",
        "Initiative",
        "Menu",
        "Mission",
        "Note",
        "Organisation",
        "Page",
        "Photo",
        "Publication",
        "Radio",
        "Section",
        "Source",
        "Total",
        "Web",
        "page",
        "pages",
        "Prospect",
        "{count} activation",
        "Association",
        "Document",
        "Latitude",
        "Longitude",
        "Plan",
        "Vacant",
    },
    "es": {"Editorial", "Radio", "Total", "Web", "Plan", "no"},
    "pt": {"Editorial", "Menu", "Total", "Web", "Latitude", "Longitude"},
}


def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "compile_catalogues", ROOT / "tools" / "compile_catalogues.py"
    )
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def messages_of(source: str) -> set[Key]:
    """Return the messages that a module asks for."""
    found: set[Key] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [constant(argument) for argument in node.args]
        first, second = (*texts, None, None)[:2]
        if name in SINGLE and first:
            found.add((None, first, None))
        if name in WITH_CONTEXT and first and second:
            found.add((first, second, None))
        if name in PLURAL and first and second:
            found.add((None, first, second))
    return found


def source_messages() -> set[Key]:
    folder = Path(module.__file__).parent
    files = [folder / "present.py"]
    files += [file for room in ("presenting", "renderers") for file in sorted((folder / room).rglob("*.py"))]
    return set().union(*(messages_of(file.read_text(encoding="utf-8")) for file in files))


def catalogue(language: str) -> dict[Key, Message]:
    path = LOCALE / language / "LC_MESSAGES" / "rapporteur.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {key(message): message for message in messages}


def key(message: Message) -> Key:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return message.context or None, ids[0], ids[1] if len(ids) > 1 else None


def texts(message: Message) -> list[str]:
    given = message.string or ""
    return [given] if isinstance(given, str) else [text or "" for text in given]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_there_are_catalogues_for_four_languages() -> None:
    assert LANGUAGES == ["en", "es", "fr", "pt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_current(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "rapporteur.po"
    assert path.with_suffix(".mo").read_bytes() == compiler().compiled(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_source_is_translated_and_no_other(language: str) -> None:
    wanted = source_messages()
    assert len(wanted) > 150
    found = {key for key, message in catalogue(language).items() if all(texts(message)) and not message.fuzzy}
    assert found == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language: str) -> None:
    for (_, one, more), message in catalogue(language).items():
        for text in texts(message):
            assert placeholders(text) == placeholders(more or one), (one, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_their_forms(language: str) -> None:
    plurals = [message for key, message in catalogue(language).items() if key[2]]
    assert plurals
    assert {len(texts(message)) for message in plurals} == {2}
    words = wording(language)
    forms = [words.ngettext("bilateral meeting", "bilateral meetings", count) for count in (0, 1, 2)]
    zero_is_singular = language == "fr"  # as in Portugal, no member is “0 membros”
    assert forms[1] != forms[2]
    assert forms[0] == (forms[1] if zero_is_singular else forms[2])


@pytest.mark.parametrize("language", sorted(SAME_AS_ENGLISH))
def test_no_english_is_left(language: str) -> None:
    same = {
        one
        for (_, one, more), message in catalogue(language).items()
        if texts(message)[0] in (one, more) and re.search(r"[a-z]", re.sub(r"\{\w+\}", "", one))
    }
    assert same <= SAME_AS_ENGLISH[language]


def test_english_is_its_own_translation() -> None:
    for (_, one, more), message in catalogue("en").items():
        assert texts(message) == ([one, more] if more else [one])


def test_languages_find_their_catalogue() -> None:
    assert wording("fr").gettext("Contents") == "Sommaire"
    assert wording("pt-BR").gettext("Contents") == "Sumário"
    assert wording("fr_CA").gettext("Contents") == "Sommaire"
    assert wording("de").gettext("Contents") == "Contents"
    assert wording("../fr").gettext("Contents") == "Contents"
    assert wording("es").pgettext("kind of activity", "Call") == "Convocatoria"

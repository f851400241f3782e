"""The manual cannot lie: what it says is on the screen is a word of the catalogues, in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
import wagtail.admin

from rapporteur.base.core.permissions import ROLES, Role
from rapporteur.base.words.say import say

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manual"
LANGUAGES = ("en", "fr")
TASKS = (
    "log-an-activity", "review-and-return", "translate", "close-a-period", "import-an-old-report", "freeze-the-report",
    "people-and-roles",
)  # fmt: skip
MOST_BYTES = 2 * 2**20
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(\.\./(images/[^)]+)\)")
_CATALOGUES = ("rapporteur/base/words/locale/{language}/LC_MESSAGES/program.po",)


def plain(text: str) -> str:
    """Return a text without what typography changes in it: spaces that do not break, curved apostrophes."""
    return " ".join(text.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ").split())


def spoken(language: str) -> set[str]:
    """Return everything that the office says in a language; of what Wagtail says, the same."""
    ours = polib.pofile(str(ROOT / _CATALOGUES[0].format(language="fr")))
    theirs = polib.mofile(str(Path(wagtail.admin.__file__).parent / "locale/fr/LC_MESSAGES/django.mo"))
    said = (entry.msgid if language == "en" else entry.msgstr for entry in (*ours, *theirs))
    return {plain(one) for one in said if one}


def pages(language: str) -> dict[str, str]:
    return {one.stem: one.read_text(encoding="utf-8") for one in (MANUAL / language).glob("*.md")}


def test_every_task_has_a_page_in_each_language_that_the_first_page_names() -> None:
    for language in LANGUAGES:
        found = pages(language)
        assert set(found) == {"README", *TASKS}
        assert re.findall(r"\(([a-z-]+)\.md\)", found["README"]) == list(TASKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_manual_says_is_on_the_screen_is_said_by_the_office(language: str) -> None:
    known = spoken(language)
    named = {(page, plain(one)) for page, text in pages(language).items() for one in _BOLD.findall(text)}
    named -= {("README", "bold"), ("README", "gras")}
    assert len(named) > 50
    assert sorted(one for one in named if one[1] not in known) == []


def test_pages_of_a_task_name_the_same_things_in_each_language() -> None:
    for task in TASKS:
        counts = {language: len(_BOLD.findall(pages(language)[task])) for language in LANGUAGES}
        assert len(set(counts.values())) == 1, (task, counts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_are_called_what_the_office_calls_them(language: str) -> None:
    table = re.findall(r"^\| ([^|]+) \|", pages(language)["people-and-roles"], re.MULTILINE)[1:]
    known = {plain(say(ROLES[role], language)) for role in Role}
    assert {plain(one) for one in table if not one.startswith("-")} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_picture_and_all_are_small(language: str) -> None:
    for task in TASKS:
        ((words, where),) = _PICTURE.findall(pages(language)[task])
        assert len(words) > 10
        assert where.endswith(f".{language}.webp")
        assert (MANUAL / where).is_file(), where
    assert sum(one.stat().st_size for one in (MANUAL / "images").iterdir()) < MOST_BYTES

"""The words of Django, Wagtail and allauth: all of them in French and Spanish, set as an editor sets them, ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.trans_real import translation

from rapporteur.interfaces.office.framework.words import set_right
from tests.support.office import superuser
from tools import framework_words as tool

LANGUAGES = pytest.mark.parametrize("language", tool.LANGUAGES)
EVERY = [
    path for domain in tool.DOMAINS for language in ("en", *tool.LANGUAGES)
    if (path := tool.path_of(domain, language)).is_file()
]  # fmt: skip
BOTH_GENDERS = re.compile(r"\w ?\((e|es|ne|tte|la|elle|trice|a|as)\)|\b[Cc]e/cette|\b[Ll]e/la\b|\bil/elle")
OF_FRAMEWORKS = re.compile(r"Wagtail|[Ss]nippets?\b|[Ff]ragment(o|s)?\b")
ABOUT_ITSELF = re.compile(
    r"workflows/|views/workflows|forms/workflows|models/workflows|/userbar/|apps\.py|allauth/|idp/"
)
"""Where the frameworks speak of what the office has not: setting up reviews, the bar on pages, applications."""


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text))


def spoken(language: str) -> dict[tuple[str, str, str], str]:
    """Return what Django says in a language for all that the office can show, in its first form."""
    catalogue = translation(language)._catalog  # type: ignore[attr-defined]
    found = {}
    for (context, text, plural), files in tool.said("django").items():
        if tool.is_shown(files) and not all(ABOUT_ITSELF.search(file) for file in files):
            name = f"{context}\x04{text}" if context else text
            found[context, text, plural] = catalogue.get((name, 0) if plural else name, "")
    return found


def test_the_tool_reads_every_package_that_the_office_is_made_of() -> None:
    theirs = {
        config.name for config in apps.get_app_configs()
        if not config.name.startswith("rapporteur.") and (Path(config.path) / "locale").is_dir()
    }  # fmt: skip
    assert theirs <= {*tool.PACKAGES}
    assert len(tool.said("django")) > 1500
    assert len(tool.said("djangojs")) > 50


@LANGUAGES
@pytest.mark.parametrize("domain", tool.DOMAINS)
def test_nothing_that_the_office_can_show_is_without_words(domain: str, language: str) -> None:
    lacking = tool.untranslated(domain, language)
    ours = {tool.key(one) for one in tool.read(tool.path_of(domain, language)) if tool.is_said(one)}
    assert lacking - ours == set()


@LANGUAGES
def test_django_finds_words_for_all_that_the_office_can_show(language: str) -> None:
    assert {key for key, text in spoken(language).items() if not text} == set()


def test_what_a_package_lacks_and_we_do_not_have_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "new"
    for language, words in (("en", ""), ("es", "")):
        path = package / "locale" / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_text(f'#: views.py\nmsgid "Brand new"\nmsgstr "{words}"\n', encoding="utf-8")
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(tool, "PACKAGES", ("new",))
    for kept in (tool.said, tool.untranslated, tool.folder):
        kept.cache_clear()
    try:
        assert tool.untranslated("django", "es") == {("", "Brand new", "")}
    finally:
        for kept in (tool.said, tool.untranslated, tool.folder):
            kept.cache_clear()


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_our_words_fit_what_is_said(path: Path) -> None:
    for message in tool.read(path):
        assert tool.key(message) in tool.said(path.stem), message.msgid
        assert not message.fuzzy
        for text in tool.texts(message):
            for told in (message.msgid, message.msgid_plural or message.msgid):
                if placeholders(told) == placeholders(text):
                    break
            else:
                pytest.fail(f"{message.msgid} / {text}")
            assert text.endswith(" ") == message.msgid.endswith(" ")
            assert re.findall(r"<[^>]+>", text) == re.findall(r"<[^>]+>", message.msgid) or "<b>" in text


def test_catalogues_are_as_the_tool_makes_them() -> None:
    for path, content in tool.current():
        assert path.read_bytes() == content, path


@pytest.mark.parametrize("language", ["en", *tool.LANGUAGES])
def test_frameworks_name_neither_themselves_nor_their_kinds_of_things(language: str) -> None:
    said = spoken("fr" if language == "en" else language)
    if language == "en":
        with override("en"):
            said = {key: ngettext(key[1], key[2], 1) if key[2] else gettext(key[1]) for key in said}
    assert {key: text for key, text in said.items() if OF_FRAMEWORKS.search(text)} == {}


def test_french_is_printable() -> None:
    said = spoken("fr")
    assert {key: text for key, text in said.items() if BOTH_GENDERS.search(text)} == {}
    straight = re.compile(r"(?<=[^\W\d_])'(?=\w)|[^\s«(\[ ] [!?;»]|« ")
    assert {
        key: text for key, text in said.items() if straight.search(re.sub(r"<[^>]*>|https?:\S+", "", text))
    } == {}


@pytest.mark.parametrize(
    ("language", "text", "set_"),
    [
        ("fr", "l'%(name)s", "l’%(name)s"),
        ("fr", "Vraiment ?", "Vraiment\u202f?"),
        ("fr", """<a href="x" title='l"a'>d'ici</a>""", """<a href="x" title='l"a'>d’ici</a>"""),
        ("fr", "'{title}' : %d", "«\u00a0{title}\u00a0»\u00a0: %d"),
        ("es", '"%(title)s" se movió', "«%(title)s» se movió"),
        ("es", "don't", "don’t"),
    ],
)
def test_a_text_is_set_right_around_its_marks_and_values(language: str, text: str, set_: str) -> None:
    assert set_right(text, language) == set_


@pytest.mark.parametrize(
    ("language", "one", "none", "add"),
    [
        ("fr", "Cité %(count)s fois", "Cité %(count)s fois", "Ajouter\u00a0: %(label)s"),
        ("es", "Se menciona %(count)s vez", "Se menciona %(count)s veces", "Añadir %(label)s"),
    ],
)
def test_our_words_go_before_theirs(language: str, one: str, none: str, add: str) -> None:
    with override(language):
        assert ngettext("Referenced %(count)s time", "Referenced %(count)s times", 1) == one
        assert ngettext("Referenced %(count)s time", "Referenced %(count)s times", 0) == none
        assert gettext("Add %(label)s") == add


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "search", "errors"),
    [
        ("fr", "Options de recherche…", ["%(num)s erreur", "%(num)s erreurs", "%(num)s erreurs"]),
        ("es", "Buscar opciones…", ["%(num)s error", "%(num)s errores", "%(num)s errores"]),
    ],
)
def test_scripts_have_our_words_too(language: str, search: str, errors: list[str]) -> None:
    ana = superuser()
    ana.post(reverse("office_language", args=[language]))
    script = ana.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    (made,) = re.findall(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)
    words = json.loads(made)
    assert words["Search options…"] == search
    assert words["%(num)s error"] == errors
    assert not [text for text in words.values() if isinstance(text, str) and BOTH_GENDERS.search(text)]


def test_po_files_are_read_by_others_as_well() -> None:
    for path in EVERY:
        assert polib.pofile(str(path)).percent_translated() == 100

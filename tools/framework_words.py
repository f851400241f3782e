"""Keep our words for what the frameworks say in step with the packages that are installed.

    python -m tools.catalogues

writes these as well: into each ``rapporteur/interfaces/office/locale/<language>/LC_MESSAGES/<domain>.po`` comes what a
package says and its own catalogue of that language lacks, without words yet; what no package says any more is left out.
English stands there only where a package names itself, or a thing that people of this office call otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "rapporteur" / "interfaces" / "office" / "locale"
PACKAGES = (
    "django.conf", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.humanize",
    "django.contrib.sessions", "allauth", "taggit", "wagtail", "wagtail.admin", "wagtail.documents",
    "wagtail.images", "wagtail.search", "wagtail.sites", "wagtail.snippets", "wagtail.users",
)  # fmt: skip
"""The packages with words that people of the office may read: all that are installed as applications, and Django's."""
DOMAINS = ("django", "djangojs")
LANGUAGES = ("es", "fr")
ENGLISH = "en"
NOT_SHOWN = re.compile(
    r"templates/wagtailadmin/(pages|page_privacy|reports|home|notifications)/"
    r"|^views/(pages/|reports/|home\.py|page_privacy\.py)"
    r"|^forms/pages\.py|^models/(pages|sites|view_restrictions)\.py|^userbar\.py"
    r"|/homepage/|^taggit/(apps|serializers)\.py"
)
"""Where packages say what this office never shows: pages and their privacy, reports on them, Wagtail's first page, its
mails (see `outbox.instead`), the bar on public pages."""
_FORMS = {
    "es": (3, "(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2)"),
    "fr": (3, "((n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2)"),
    ENGLISH: (2, "(n != 1)"),
}
"""The forms of a plural, as the packages count them: scripts know one rule for all catalogues together."""
_HEADER = """# {name} words of the office for what its frameworks say. Edit the msgstr lines, then run: make catalogues
# These go before the frameworks' own words.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals={forms}; plural={expression};\\n"

"""
_NAMES = {ENGLISH: "English", "es": "Spanish", "fr": "French"}
Key = tuple[str, str, str]
"""Context, text and plural of a message."""


def key(message: polib.POEntry) -> Key:
    """Return what a catalogue knows a message by."""
    return message.msgctxt or "", message.msgid, message.msgid_plural or ""


def texts(message: polib.POEntry) -> list[str]:
    """Return the words of a message: one, or one for each form of its plural."""
    return list(message.msgstr_plural.values()) if message.msgid_plural else [message.msgstr]


def is_said(message: polib.POEntry) -> bool:
    """Tell whether a message has words, and none that somebody has to look at again."""
    return all(texts(message)) and not message.fuzzy


def read(path: Path) -> list[polib.POEntry]:
    """Return the messages of a .po file that are said still, none where there is no such file."""
    return [one for one in polib.pofile(str(path)) if not one.obsolete] if path.is_file() else []


@cache
def folder(package: str) -> Path:
    """Return where a package has its catalogues."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise ModuleNotFoundError(f"{package}: no package of this name is installed")
    return Path(places[0]) / "locale"


@cache
def said(domain: str) -> dict[Key, frozenset[str]]:
    """Return what the packages say, and in which files. Of a package without such a list, what Spanish has."""
    found: dict[Key, frozenset[str]] = {}
    for package in PACKAGES:
        listed = _catalogue(package, ENGLISH, domain) or _catalogue(package, "es", domain)
        for message in listed:
            files = frozenset(str(file) for file, _ in message.occurrences)
            found[key(message)] = found.get(key(message), frozenset()) | files
    return found


def _catalogue(package: str, language: str, domain: str) -> list[polib.POEntry]:
    return read(folder(package) / language / "LC_MESSAGES" / f"{domain}.po")


def is_shown(files: Iterable[str]) -> bool:
    """Tell whether the office can show what these files say: of what is said nowhere in particular, yes."""
    named = list(files)
    return not named or not all(NOT_SHOWN.search(file) for file in named)


@cache
def untranslated(domain: str, language: str) -> frozenset[Key]:
    """Return what the office can show and the packages have no words for in a language."""
    has = {
        key(message)
        for package in PACKAGES
        for message in _catalogue(package, language, domain)
        if is_said(message)
    }
    return frozenset(one for one, files in said(domain).items() if is_shown(files) and one not in has)


def source_of(domain: str, language: str) -> bytes:
    """Return the .po file as it has to be: what packages lack, and what is said otherwise; empty without any."""
    known = {
        key(message): message for message in read(path_of(domain, language)) if key(message) in said(domain)
    }
    lacking = untranslated(domain, language) if language in LANGUAGES else frozenset()
    forms, expression = _FORMS[language]
    catalogue = polib.POFile(wrapwidth=0)
    for context, text, plural in sorted(known.keys() | lacking, key=lambda one: (one[1], one)):
        there = known.get((context, text, plural))
        words = texts(there) if there else [""] * forms
        catalogue.append(
            polib.POEntry(
                msgid=text,
                msgctxt=context or None,
                msgid_plural=plural,
                msgstr="" if plural else words[0],
                msgstr_plural=dict(enumerate(words)) if plural else {},
            )
        )
    if not catalogue:
        return b""
    head = _HEADER.format(name=_NAMES[language], language=language, forms=forms, expression=expression)
    body = "\n".join(str(one) for one in catalogue)
    return f"{head}{body}".encode()


def compiled(content: bytes) -> bytes:
    """Return the .mo file for the content of a .po file."""
    made: bytes = polib.pofile(content.decode()).to_binary()
    return made


def path_of(domain: str, language: str) -> Path:
    """Return where our words of a language are."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def current() -> Iterator[tuple[Path, bytes]]:
    """Yield every file of these catalogues with the content that it has to have."""
    for domain in DOMAINS:
        for language in (ENGLISH, *LANGUAGES):
            if content := source_of(domain, language):
                yield path_of(domain, language), content
                yield path_of(domain, language).with_suffix(".mo"), compiled(content)

"""Keep the catalogues of words in step with the source, and compile them.

    python -m tools.catalogues

Collects the messages of the source, writes each .po anew (what is new without words, what nothing says any more left
out, translations kept), and makes the .mo beside it, the same bytes every time. With ``--check`` nothing is written,
and the exit code says whether something would be.

What is collected: ``Message("…")`` and ``say("…", language)`` for the domain `program`, ``Printed("…")`` and what the
view of a report says (``context.say("…")``, ``.word("context", "…")``, ``.many("one", "more", count)``) for `report`.
What the frameworks say, `tools/framework_words.py` collects from the packages.
"""

from __future__ import annotations

import ast
import io
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools import framework_words

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "rapporteur"
LOCALE = SOURCE / "base" / "words" / "locale"
LANGUAGES = {"report": ("es", "fr", "pt"), "program": ("es", "fr")}
"""The languages of each domain; English stands in the source."""
PACKAGE_ROOTS = ("rapporteur", "config")
_VIEW = "rapporteur/documents/"
_SAYS = re.compile(r"\b(?:Message|Printed|say|word|many)\b")
"""What stands in every module that says something: the others, half of them, are not parsed."""
_ENGINE = ("base/words/", "base/values/messages.py", "documents/view/context.py")
"""Where messages are handled rather than said."""
_HEADER = """# {name} words of the {what}. Edit the msgstr lines, then run: make catalogues
# The spaces before French signs and straight apostrophes are set right when a message is said.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={forms}; plural={expression};\\n"

"""
_WHAT = {"report": "reports", "program": "program: checks, reconciliation, commands, pages"}
_NAMES = {"es": "Spanish", "fr": "French", "pt": "Portuguese"}
_PORTUGAL = ("2", "(n != 1)")  # Babel's rule for "pt" is Brazil's; the words are of Portugal


@dataclass(frozen=True, order=True)
class Said:
    """A message of the source: its domain, the file that says it, and what gettext knows it by."""

    domain: str
    file: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it in the catalogues of its domain."""
        return self.context, self.text, self.plural


class NotConstant(ValueError):
    """A message whose words the source does not hold, so that nobody could translate them."""


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def messages_in(source: str, file: str) -> Iterator[Said]:
    """Yield the messages of a module, whose path is that within the repository. Raises NotConstant."""
    if not _SAYS.search(source):
        return
    nodes = list(ast.walk(ast.parse(source)))
    view = file.startswith(_VIEW)
    imported = {
        name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "rapporteur.base.words.say"
        for name in node.names
    }
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        first, second = (*map(_text, node.args), "", "")[:2]
        named = {keyword.arg: _text(keyword.value) for keyword in node.keywords}
        match node.func:
            case ast.Name("Message" | "Printed" as name):
                domain = "program" if name == "Message" else "report"
                if not first and not any(part in file for part in _ENGINE):
                    raise NotConstant(
                        f"{file}:{node.lineno}: {name} needs its words as they are, not a variable"
                    )
                plural = second or named.get("plural", "")
                if first:
                    yield Said(domain, file, first, plural, named.get("context", ""))
            case ast.Name("say") if "say" in imported and first:
                yield Said("program", file, first)
            case ast.Attribute(attr="say") if first and view:
                yield Said("report", file, first)
            case ast.Attribute(attr="word") if first and second and view:
                yield Said("report", file, second, context=first)
            case ast.Attribute(attr="many") if first and second and view:
                yield Said("report", file, first, second)


@cache
def everything_said() -> list[Said]:
    """Return the messages of the source, of all domains, in the order of the files."""
    paths = (path for root in PACKAGE_ROOTS for path in (ROOT / root).rglob("*.py"))
    return sorted(
        {
            said
            for path in paths
            for said in messages_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
        }
    )


@cache
def messages(domain: str) -> dict[tuple[str, str, str], list[str]]:
    """Return the messages of a domain and the files that say each, in the order of the files."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for said in everything_said():
        if said.domain == domain:
            found.setdefault(said.key, []).append(said.file)
    return found


def read(path: Path) -> Catalog:
    """Read a .po file; raise for what cannot be read rather than skip it."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _translations(path: Path) -> dict[tuple[str, str, str], str | tuple[str, ...]]:
    if not path.is_file():
        return {}
    found: dict[tuple[str, str, str], str | tuple[str, ...]] = {}
    for message in read(path):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        if ids[0] and not message.fuzzy:
            given = message.string or ""
            text, plural = (*ids, "")[:2]
            found[message.context or "", text, plural] = given if isinstance(given, str) else tuple(given)
    return found


def source_of(domain: str, language: str, path: Path) -> bytes:
    """Return the .po file as it has to be: the messages of the source with the translations that there are."""
    catalogue = Catalog(language)
    known = _translations(path)
    for (context, text, plural), files in messages(domain).items():
        catalogue.add(
            (text, plural) if plural else text,
            known.get((context, text, plural), ("",) * catalogue.num_plurals if plural else ""),
            locations=[(file.removeprefix("rapporteur/"), 0) for file in files],
            context=context or None,
            flags={"python-brace-format"} if "{" in text + plural else set(),
        )
    forms, expression = _PORTUGAL if language == "pt" else (catalogue.num_plurals, catalogue.plural_expr)
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, include_lineno=False)
    head = _HEADER.format(
        name=_NAMES[language], what=_WHAT[domain], language=language, forms=forms, expression=expression
    )
    return head.encode() + out.getvalue().strip() + b"\n"


def _entries(catalogue: Catalog, language: str) -> list[tuple[bytes, bytes]]:
    """Return the pairs of a .mo file, sorted: the header, then each translated message that is not fuzzy."""
    header = (
        "Content-Type: text/plain; charset=UTF-8\n"
        f"Language: {language}\n"
        f"Plural-Forms: nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};\n"
    )
    pairs = {b"": header.encode()}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        given = message.string or ""
        texts = [given] if isinstance(given, str) else [text or "" for text in given]
        if not all(texts):
            continue
        context = f"{message.context}\x04" if message.context else ""
        key = context + "\x00".join(ids)
        pairs[key.encode()] = "\x00".join(texts).encode()
    return sorted(pairs.items())


def compiled(content: bytes, language: str) -> bytes:
    """Return the .mo file for the content of a .po file."""
    pairs = _entries(read_po(io.BytesIO(content), abort_invalid=True), language)
    count = len(pairs)
    offset = 28 + 16 * count
    tables: list[bytes] = []
    blob = b""
    for column in (0, 1):
        for pair in pairs:
            text = pair[column]
            tables.append(struct.pack("<2I", len(text), offset + len(blob)))
            blob += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return head + b"".join(tables) + blob


def current() -> Iterable[tuple[Path, bytes]]:
    """Yield every file of the catalogues with the content that it has to have."""
    for domain, languages in LANGUAGES.items():
        for language in languages:
            path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
            content = source_of(domain, language, path)
            yield path, content
            yield path.with_suffix(".mo"), compiled(content, language)
    yield from framework_words.current()


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or check that they are."""
    stale = []
    for path, content in current():
        if path.is_file() and path.read_bytes() == content:
            continue
        stale.append(path.relative_to(SOURCE).as_posix())
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name in stale:
        print(f"{'not up to date' if '--check' in arguments else 'written'}: {name}")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Texts for translators and back: XLIFF 1.2 and PO, written and read with the Translate Toolkit.

A text is named by its record and field, by the revision of its source and by that of the translation that went out, in
the one place that every tool keeps (the id of an XLIFF unit, the context of a PO entry): so a file shows for every text
what it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from rapporteur.core.translations import Status

FileFormat = Literal["xliff", "po"]
REVISION_DIGITS = 16
SENT_DIGITS = 8
MAX_BYTES = 50_000_000
_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"


class InvalidTranslationFile(ValueError):
    """A file that is neither XLIFF nor PO, or names no language."""


@dataclass(frozen=True)
class Entry:
    """A text in a file: what it is of, the revision of the source, both texts, and whether it is finished.

    `sent` is the revision of the translation that the file went out with; empty where the file does not tell.
    """

    key: str
    revision: str
    source: str
    target: str
    finished: bool
    machine: bool = False
    sent: str = ""

    @property
    def id(self) -> str:
        """The name that the file has for it."""
        return f"{self.key}@{self.revision}" + (f"-{self.sent}" if self.sent else "")


@dataclass(frozen=True)
class Offered(Entry):
    """An entry on its way out, with what a translator should know."""

    status: Status = Status.DONE
    old_source: str = ""


def split_id(text: str) -> tuple[str, str, str]:
    """Return key, revision of the source and revision of the translation that was sent, of a name in a file."""
    key, _, revisions = text.rpartition("@")
    revision, _, sent = revisions.partition("-")
    return key, revision, sent


def unfit(text: str) -> str:
    """Return the first character that XML cannot hold, or nothing."""
    return next((c for c in text if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff"), "")


# --- XLIFF ----------------------------------------------------------------------------------------------


def _xliff_classes() -> tuple[Any, Any]:
    from translate.storage.xliff import Xliff1File, Xliff1Unit

    class Unit(Xliff1Unit):
        namespace = _XLIFF

    class File(Xliff1File[Unit]):
        namespace = _XLIFF
        UnitClass = Unit

    return File, Unit


def to_xliff(entries: Iterable[Offered], *, name: str, source: str, target: str) -> bytes:
    """Return `entries` as XLIFF 1.2: `source` and `target` are languages, `name` says what it is of."""
    file_class, unit_class = _xliff_classes()
    head = (
        f'<xliff version="1.2" xmlns="{_XLIFF}"><file original="{escape(name)}" datatype="plaintext" '
        f'source-language="{escape(source)}" target-language="{escape(target)}"><body/></file></xliff>'
    )
    store = file_class.parsestring(head.encode())
    for entry in entries:
        unit = unit_class(entry.source)
        store.addunit(unit)
        unit.xmlelement.set("id", entry.id)
        if entry.target:
            unit.target = entry.target
            element = unit.get_target_dom()
            element.set("state", "translated" if entry.finished else "needs-review-translation")
            if entry.machine:
                element.set("state-qualifier", "leveraged-mt")
        unit.xmlelement.set(
            "approved", "yes" if entry.finished and entry.target else "no"
        )  # the toolkit approves all
        for note in _notes(entry):
            unit.addnote(note, origin="developer")
    return bytes(store)


def _notes(entry: Offered) -> list[str]:
    if entry.status is Status.STALE and entry.old_source:
        return [f"The translation was made from: {entry.old_source}"]
    if entry.machine:
        return ["Translated by a machine: please review."]
    return []


def _from_xliff(content: bytes) -> tuple[str, list[Entry]]:
    file_class, _ = _xliff_classes()
    store = file_class.parsestring(content)
    entries = []
    for unit in store.units:
        element = unit.get_target_dom()
        state = element.get("state", "") if element is not None else ""
        key, revision, sent = split_id(unit.xmlelement.get("id", ""))
        entries.append(
            Entry(
                key=key,
                revision=revision,
                source=str(unit.source or ""),
                target=str(unit.target or ""),
                finished=not state.startswith(("needs", "new")),
                machine=element is not None and element.get("state-qualifier") == "leveraged-mt",
                sent=sent,
            )
        )
    return str(store.gettargetlanguage() or ""), entries


# --- PO -------------------------------------------------------------------------------------------------


def to_po(entries: Iterable[Offered], *, name: str, source: str, target: str) -> bytes:
    """Return `entries` as PO; what is not finished is fuzzy."""
    from translate.storage.pypo import pofile

    store = pofile()
    store.updateheader(  # type: ignore[no-untyped-call]  # the toolkit's
        add=True,
        Project_Id_Version=name,
        POT_Creation_Date="",
        PO_Revision_Date="",
        Last_Translator="",
        Language_Team="",
        Language=target,
        X_Source_Language=source,
    )
    for entry in entries:
        unit = store.UnitClass(entry.source)
        unit.setcontext(entry.id)
        if entry.target:
            unit.target = entry.target
            unit.markfuzzy(not entry.finished)
        for note in _notes(entry):
            unit.addnote(note, origin="developer")
        store.addunit(unit)
    return bytes(store)


def _from_po(content: bytes) -> tuple[str, list[Entry]]:
    from translate.storage.pypo import pofile

    store = pofile()
    store.parse(content)
    entries = []
    for unit in store.units:
        if unit.isheader() or unit.isobsolete():
            continue
        key, revision, sent = split_id(unit.getcontext())
        fuzzy = bool(unit.isfuzzy())
        notes = unit.getnotes(origin="developer")
        entries.append(
            Entry(
                key=key,
                revision=revision,
                source=str(unit.source),
                target=str(unit.target or ""),
                finished=not fuzzy,
                machine=fuzzy and "by a machine" in notes,
                sent=sent,
            )
        )
    header = store.parseheader()  # type: ignore[no-untyped-call]  # the toolkit's
    return str(header.get("Language", "")), entries


# --- both -----------------------------------------------------------------------------------------------


def write_entries(
    entries: Iterable[Offered], file_format: FileFormat, *, name: str, source: str, target: str
) -> bytes:
    """Return `entries` as a file for translators."""
    write = to_xliff if file_format == "xliff" else to_po
    return write(entries, name=name, source=source, target=target)


def read_entries(path: Path) -> tuple[str, list[Entry]]:
    """Return the target language of a translator's file and what is in it; raise InvalidTranslationFile."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidTranslationFile(f"'{path}' is larger than any such file ({MAX_BYTES:,} bytes)")
        content = path.read_bytes()
    except OSError as error:
        raise InvalidTranslationFile(f"'{path}' cannot be read ({error.strerror})") from error
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if is_xml and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise InvalidTranslationFile(f"'{path}' declares entities, which no XLIFF file needs")
    try:
        language, entries = _from_xliff(content) if is_xml else _from_po(content)
    except Exception as error:  # the toolkit raises whatever its parsers do
        raise InvalidTranslationFile(
            f"'{path}' is neither XLIFF 1.2 nor PO ({error!s:.200}): expected a file made by "
            "`rapporteur translations PERIOD --export`"
        ) from error
    if not entries:
        raise InvalidTranslationFile(f"'{path}' holds no text")
    if not language:
        raise InvalidTranslationFile(f"'{path}' does not say into which language it translates")
    return language, entries

"""A text as a file for translators holds it, and how such files are read: without a database.

What a stranger wrote is read in a process of its own, which may be a new Python: that knows no Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rapporteur.report.translating import po, xliff

BY_A_MACHINE = "by a machine"
"""What is noted in a PO file, which has no place of its own for it."""


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


def split_id(text: str) -> tuple[str, str, str]:
    """Return key, revision of the source and revision of the translation that was sent, of a name in a file."""
    key, _, revisions = text.rpartition("@")
    revision, _, sent = revisions.partition("-")
    return key, revision, sent


def read_xliff(path: Path) -> tuple[str, list[Entry]]:
    """Return the target language of an XLIFF file, as it names it, and its texts. Raises NotXliff."""
    language, units = xliff.read(path.read_bytes())
    entries = []
    for unit in units:
        key, revision, sent = split_id(unit.id)
        entries.append(
            Entry(
                key=key,
                revision=revision,
                source=unit.source,
                target=unit.target,
                finished=not unit.state.startswith(("needs", "new")),
                machine=unit.qualifier == "leveraged-mt",
                sent=sent,
            )
        )
    return language, entries


def read_po(path: Path) -> tuple[str, list[Entry]]:
    """Return the target language of a PO file, as it names it, and its texts. Raises NotPo."""
    language, rows = po.read(path.read_bytes())
    entries = []
    for row in rows:
        key, revision, sent = split_id(str(row.msgctxt or ""))
        fuzzy = "fuzzy" in row.flags
        entries.append(
            Entry(
                key=key,
                revision=revision,
                source=str(row.msgid),
                target=str(row.msgstr or ""),
                finished=not fuzzy,
                machine=fuzzy and BY_A_MACHINE in str(row.comment),
                sent=sent,
            )
        )
    return language, entries

"""The package of a Word document: its parts by name, what they refer to, and bounds on all of them.

Read with lxml, not with python-docx: that loads every part, and a part may be a bomb.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Final

from lxml import etree

from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL_MAIN = "word/document.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    "wordprocessingml/main": W[1:-1],
    "officeDocument/relationships": R[1:-1],
}
"""Namespaces of Strict Open XML, and what they are called everywhere else."""
_DRAWN_IN = frozenset(("subDocument", "aFChunk"))
"""Relations by which text stands in another file; what else is outside (templates, pictures, links) is no text."""
_NO_MEMORY = frozenset((0, etree.ErrorTypes.ERR_NO_MEMORY))
"""What the parser says when there is no memory; where there is not even any to say it, nothing."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its type, and the name of the part, or an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """A package that was checked; parts are found whatever their capitals and slashes.

    Raises IntakeRefused for what is damaged, a bomb, locked, active, or draws in text from elsewhere.
    """

    def __init__(self, content: bytes, where: str, limits: Limits) -> None:
        self._where, self._limits = where, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except UNREADABLE_ARCHIVE as error:
            raise IntakeRefused(
                Message("damaged package ({reason}): save it again"), where, reason=str(error)
            ) from error
        if len(entries) > limits.docx_entries:
            raise IntakeRefused(
                Message("the package has more than {docx_entries} parts"),
                where,
                docx_entries=limits.docx_entries,
            )
        if sum(entry.file_size for entry in entries) > limits.docx_unpacked_bytes:
            raise IntakeRefused(
                Message("unpacked, the package has more than {docx_unpacked_bytes} bytes"),
                where,
                docx_unpacked_bytes=limits.docx_unpacked_bytes,
            )
        self._entries = {_plain(entry.filename): entry for entry in entries}
        if any(name.endswith(("vbaproject.bin", ".ocx", ".exe")) for name in self._entries):
            raise IntakeRefused(Message("the document contains macros; save it without them"), where)
        self.main = self._main()
        self.relations = self._relations_of(self.main)
        for each in self.relations.values():
            if each.external and each.kind in _DRAWN_IN:
                raise IntakeRefused(
                    Message("the document draws in text from another file ({value}): embed it, or remove it"),
                    where,
                    value=each.target[:80],
                )

    def _main(self) -> str:
        """Return the name of the part that is the document: as the package says, else as it is usually called."""
        for each in self._relations_of("").values():
            if each.kind == "officeDocument" and each.target in self:
                return each.target
        if _USUAL_MAIN in self:
            return _USUAL_MAIN
        raise IntakeRefused(Message("this is a ZIP archive, not a Word document"), self._where)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return the content of a part."""
        most = self._limits.docx_part_bytes
        try:
            with self._zip.open(self._entries[_plain(name)]) as stream:
                content = stream.read(most + 1)
        except UNREADABLE_ARCHIVE as error:
            raise IntakeRefused(
                Message("damaged package ({name}: {reason}): save it again"),
                self._where,
                name=name,
                reason=str(error),
            ) from error
        if len(content) > most:
            raise IntakeRefused(
                Message("the part {name} unpacks to more than {most} bytes"),
                self._where,
                name=name,
                most=most,
            )
        return content

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part, in the names of the transitional form."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) in _NO_MEMORY:
                raise MemoryError from error
            raise IntakeRefused(
                Message("damaged XML in {name} ({reason}): save it again"),
                self._where,
                name=name,
                reason=error.msg,
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise IntakeRefused(Message("the document declares XML entities"), self._where)
        if any(str(space).startswith(_STRICT) for space in root.nsmap.values()):
            _rename(root)
        return root

    def of_kind(self, kind: str) -> etree._Element | None:
        """Return the root of the part to which the document has a relation of `kind`, if there is one."""
        for each in self.relations.values():
            if each.kind == kind and not each.external and each.target in self:
                return self.xml(each.target)
        return None

    def _relations_of(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self:
            return {}
        found = {}
        for each in self.xml(part).iter(_REL):
            target = str(each.get("Target") or "")
            external = each.get("TargetMode") == "External"
            if not external:
                inside = target.replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, inside)).lstrip("/")
            kind = str(each.get("Type") or "").rsplit("/", 1)[-1]
            found[str(each.get("Id"))] = Relation(kind, target, external)
        return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _rename(root: etree._Element) -> None:
    """Put the usual names in place of those of Strict Open XML."""
    for element in root.iter("*"):
        element.tag = _renamed(str(element.tag))
        for name in [str(each) for each in element.attrib if _STRICT in str(each)]:
            element.set(_renamed(name), str(element.attrib.pop(name)))


def _renamed(name: str) -> str:
    if not name.startswith("{" + _STRICT):
        return name
    space, _, local = name[1 + len(_STRICT) :].partition("}")
    return f"{{{_TRANSITIONAL[space]}}}{local}" if space in _TRANSITIONAL else name

"""XLIFF 1.2, as far as texts go out and come back in it: read and written with lxml, which follows no entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SPACES = ("", *(f"{{urn:oasis:names:tc:xliff:document:1.{minor}}}" for minor in (0, 1, 2)))
"""Of the versions that have the same units; old tools write none."""
READ = Message("XLIFF 1.2 is what is read here")


class NotXliff(Foreseeable, ValueError):
    """A file that is no XLIFF 1.2; the text says what it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text: its name, both texts, the state of the translation and who made it, notes to the translator."""

    id: str
    source: str
    target: str
    state: str = ""
    qualifier: str = ""
    approved: bool = False
    notes: tuple[str, ...] = ()


def write(units: Iterable[Unit], *, name: str, source: str, target: str) -> bytes:
    """Return units as a file: `source` and `target` are languages, `name` says what it is of."""
    spaces = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap=spaces, attrib={"version": "1.2"})  # type: ignore[arg-type]  # the stubs know no default namespace
    head = {"original": name, "datatype": "plaintext", "source-language": source, "target-language": target}
    file = etree.SubElement(root, f"{{{NAMESPACE}}}file", attrib=head)
    body = etree.SubElement(file, f"{{{NAMESPACE}}}body")
    for unit in units:
        element = etree.SubElement(body, f"{{{NAMESPACE}}}trans-unit", attrib={"id": unit.id})
        element.set(f"{_XML}space", "preserve")
        element.set("approved", "yes" if unit.approved else "no")
        etree.SubElement(element, f"{{{NAMESPACE}}}source").text = unit.source
        if unit.target:
            held = etree.SubElement(element, f"{{{NAMESPACE}}}target", attrib={"state": unit.state})
            if unit.qualifier:
                held.set("state-qualifier", unit.qualifier)
            held.text = unit.target
        for note in unit.notes:
            etree.SubElement(element, f"{{{NAMESPACE}}}note", attrib={"from": "developer"}).text = note
    # Carriage returns would come back as line ends: they are written as references.
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def read(content: bytes) -> tuple[str, list[Unit]]:
    """Return the language that a file translates into (empty where it does not say) and its units.

    Any encoding that XML knows is read. Raises NotXliff.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXliff(
            Message("is damaged XML ({reason}): export it again; {read}"), reason=f"{error!s:.200}", read=READ
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotXliff(Message("declares entities, which no XLIFF file needs"))
    kind = etree.QName(root)
    if kind.localname != "xliff":
        raise NotXliff(
            Message("is neither XLIFF 1.2 nor PO, but <{element}>: expected a file that was exported here"),
            element=kind.localname,
        )
    version = str(root.get("version") or "")
    if version.startswith("2") or ":2." in str(kind.namespace):
        raise NotXliff(
            Message("is XLIFF {value}: export it as XLIFF 1.2, which the same tools offer"),
            value=version or "2",
        )
    space = f"{{{kind.namespace}}}" if kind.namespace else ""
    if space not in _SPACES:
        raise NotXliff(
            Message("is of an unknown XLIFF ({namespace}): export it as XLIFF 1.2"), namespace=kind.namespace
        )
    units = [_unit(element, space) for element in root.iter(f"{space}trans-unit")]
    return _language(root, space), units


def _language(root: etree._Element, space: str) -> str:
    found = {str(file.get("target-language") or "") for file in root.iter(f"{space}file")} - {""}
    if not found:
        found = {str(held.get(f"{_XML}lang") or "") for held in root.iter(f"{space}target")} - {""}
    if len(found) > 1:
        raise NotXliff(
            Message("translates into several languages ({languages}): expected one in a file"),
            languages=", ".join(sorted(found)),
        )
    return next(iter(found), "")


def _unit(element: etree._Element, space: str) -> Unit:
    target = element.find(f"{space}target")
    return Unit(
        id=str(element.get("id") or ""),
        source=_text(element.find(f"{space}source")),
        target=_text(target),
        state=str(target.get("state") or "") if target is not None else "",
        qualifier=str(target.get("state-qualifier") or "") if target is not None else "",
        approved=element.get("approved") == "yes",
    )


def _text(element: etree._Element | None) -> str:
    """Return the text of a source or target; of inline elements what they hold, of empty ones what they stand for."""
    return "".join(_pieces(element)) if element is not None else ""


def _pieces(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield str(part.text or "")
            if part is not element and not len(part) and not part.text:
                yield str(part.get("equiv-text") or "")
        elif part is not element:
            yield str(part.tail or "")

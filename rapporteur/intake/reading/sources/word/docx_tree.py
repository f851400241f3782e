"""The tree of a Word document as a reader sees it: wrappers looked through, deletions and doubles left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rapporteur.intake.reading.sources.word.docx_package import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rt", "rPrChange", "pPrChange"))
"""What was deleted or moved away with changes tracked, and the small reading above a word."""
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "sdtContent", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "hyperlink", "fldSimple", "ruby",
        "rubyBase",
    )
)  # fmt: skip
_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)
"""What the namespaces begin with that Word asks for in alternatives (`wps`, `wpg`, `w14`, `w16se`…)."""


def inside(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands in an element: children, or what is in their place behind wrappers and alternatives."""
    waiting = [element.iterchildren("*")]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _GONE:
            continue
        elif child.tag == f"{W}sdt":
            waiting.append(child.iterchildren(f"{W}sdtContent"))
        elif child.tag in _WRAPPERS:
            waiting.append(child.iterchildren("*"))
        elif child.tag == f"{_MC}AlternateContent":
            if (branch := _branch(child)) is not None:
                waiting.append(branch.iterchildren("*"))
        else:
            yield child


def _branch(alternatives: etree._Element) -> etree._Element | None:
    """Return the alternative that is shown: the first that is understood, else the last resort; never one without text
    beside one with text.
    """
    choices = list(alternatives.iterchildren(f"{_MC}Choice"))
    fallback = alternatives.find(f"{_MC}Fallback")
    wanted = next((one for one in choices if _is_understood(one)), fallback)
    branches = [one for one in (wanted, *choices, fallback) if one is not None]
    return next((one for one in branches if _has_text(one)), wanted)


def _is_understood(choice: etree._Element) -> bool:
    asked = str(choice.get("Requires") or "").split()
    return all(str(choice.nsmap.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in asked)


def _has_text(element: etree._Element) -> bool:
    return next(element.iter(f"{W}t"), None) is not None


def is_hidden_shape(element: etree._Element) -> bool:
    """Tell whether a drawing or a shape is one that nobody sees."""
    named = element.find(f".//{_WP}docPr") if element.tag == f"{W}drawing" else None
    if named is not None and named.get("hidden") in {"1", "true"}:
        return True
    style = str(element.get("style") or "").replace(" ", "").lower()
    return "visibility:hidden" in style


def is_deleted(properties: etree._Element | None) -> bool:
    """Tell whether a row (by its properties) or the end of a paragraph (by those of its mark) was taken away."""
    return properties is not None and any(
        properties.find(f"{W}{name}") is not None for name in ("del", "moveFrom", "cellDel")
    )


def changes(root: etree._Element) -> int:
    """Return how many passages were deleted or moved away with changes tracked."""
    return sum(1 for _ in root.iter(f"{W}del", f"{W}moveFrom"))

"""What the styles and numberings of a Word document say of its text: roles, weight, what is hidden, counted lists."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from rapporteur.intake.reading.sources.word.docx_package import W

_OFF = frozenset(("0", "false", "off", "none"))
_MOST_PARENTS = 12
"""Word itself follows ten styles that rest on one another."""


def value(element: etree._Element | None, path: str = "") -> str:
    """Return the `val` of a child, or nothing."""
    found = element.find(path) if element is not None and path else element
    return str(found.get(f"{W}val") or "") if found is not None else ""


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether properties of a run switch `name` on or off, or nothing where they do not say."""
    mark = properties.find(f"{W}{name}") if properties is not None else None
    return None if mark is None else mark.get(f"{W}val") not in _OFF


_PLAIN = "P"
"""The role of a style that says that it is no heading (outline level 9: body text)."""


class Styles:
    """The styles and numberings of one document."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.roles: dict[str, str] = {}
        self.numbered: dict[str, str] = {}
        """Style → the numbering that its paragraphs have."""
        self._default = ""
        found = list(styles.iterchildren(f"{W}style")) if styles is not None else []
        parents = {_key(each): value(each, f"{W}basedOn") for each in found}
        bold = {_key(each): toggle(each.find(f"{W}rPr"), "b") for each in found}
        hidden = {_key(each): toggle(each.find(f"{W}rPr"), "vanish") for each in found}
        for each in found:
            key = _key(each)
            if each.get(f"{W}default") in {"1", "true", "on"} and each.get(f"{W}type") == "paragraph":
                self._default = key
            self.roles[key] = _role(each)
            if number := value(each, f"{W}pPr/{W}numPr/{W}numId"):
                self.numbered[key] = number
        for key in parents:  # a style that rests on a heading is one, unless it says that it is plain text
            self.roles[key] = _inherited_role(key, parents, self.roles)
        self.bold = {key for key in parents if _inherited(key, parents, bold)}
        self._hidden = {key for key in parents if _inherited(key, parents, hidden)}
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._all_hidden = bool(toggle(defaults, "vanish"))
        self._counted = _counted(numbering)
        self._counts: dict[str, int] = {}

    def hides(self, paragraph: str, character: str, direct: bool | None) -> bool:
        """Tell whether text in these styles is hidden; a run's own word counts more, two styles undo each other."""
        if direct is not None:
            return direct
        by_style = ((paragraph or self._default) in self._hidden) != (character in self._hidden)
        return by_style or self._all_hidden

    def mark(self, number: str) -> str:
        """Return what stands before the next item of a numbering: its number, or a dash."""
        if number not in self._counted:
            return "- "
        self._counts[number] = self._counts.get(number, 0) + 1
        return f"{self._counts[number]}. "


def _key(style: etree._Element) -> str:
    return str(style.get(f"{W}styleId") or "")


def _inherited(key: str, parents: dict[str, str], own: dict[str, bool | None]) -> bool:
    """Return what a style says, or the nearest that it rests on."""
    for _ in range(_MOST_PARENTS):
        said = own.get(key)
        if said is not None:
            return said
        key = parents.get(key, "")
        if not key:
            break
    return False


def _inherited_role(key: str, parents: dict[str, str], own: dict[str, str]) -> str:
    """Return the role of a style; one without takes the level of the heading that it rests on."""
    at = key
    for _ in range(_MOST_PARENTS):
        role = own.get(at, "")
        if role:
            return role if at == key or role.startswith("H") else ""
        at = parents.get(at, "")
        if not at:
            break
    return ""


def _role(style: etree._Element) -> str:
    """Return the role that the built-in name of a style says, which is the same in every language of Word."""
    name = value(style, f"{W}name").lower()
    if name.startswith("heading ") and name[8:].strip().isdecimal():
        return f"H{min(int(name[8:]), 9)}"
    if name.startswith("toc ") and name[4:].strip().isdecimal():
        return "TOC"
    outline = value(style, f"{W}pPr/{W}outlineLvl")
    if name != "caption" and outline and outline in "012345678":
        return f"H{int(outline) + 1}"
    if name == "caption":
        return "CAPTION"
    return _PLAIN if outline == "9" else ""


def _counted(numbering: etree._Element | None) -> set[str]:
    """Return the ids of numberings whose first level counts."""

    def children(name: str) -> Iterable[etree._Element]:
        return numbering.iterchildren(f"{W}{name}") if numbering is not None else ()

    abstract = {
        each.get(f"{W}abstractNumId")
        for each in children("abstractNum")
        if value(each, f"{W}lvl/{W}numFmt") not in {"", "bullet", "none"}
    }
    return {
        str(each.get(f"{W}numId")) for each in children("num") if value(each, f"{W}abstractNumId") in abstract
    }

"""The organisations of a printed report by every name it gives them, with the records or without."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapporteur.base.values.search import fold
from rapporteur.records.names.forms import form_of
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import Name, NamedRecord
from rapporteur.records.names.registry import Registry


@dataclass
class PrintedOrganisation:
    """An organisation as the report prints it; `listed` where the lists by region have it."""

    key: str
    name: str
    listed: bool
    region: str | None = None
    honorary: bool = False
    spellings: list[str] = field(default_factory=list)
    recorded: bool = False


@dataclass(frozen=True)
class Resolved:
    """What a printed name means: one key, several, or none."""

    key: str = ""
    meanings: tuple[str, ...] = ()
    known: bool = True
    """Whether the directory (or the registry) has it."""


class Directory:
    """What the names of a report mean: first what it lists itself, then what the registry knows."""

    def __init__(self, language: str, registry: Registry | None = None) -> None:
        self.language = language
        self.registry = registry
        self.organisations: dict[str, PrintedOrganisation] = {}
        self._index = NameIndex()

    def list_member(self, name: str, region: str, *, honorary: bool = False) -> PrintedOrganisation | None:
        """Take in a name of the lists by region; return the organisation that had it already, or none."""
        slug = self.registered(name)
        if slug and slug in self.organisations:
            return self.organisations[slug]
        form = form_of(name)
        for alike in self._index.of_form(form) if not slug else ():
            if form_of(self.organisations[alike.key].name).kinds == form.kinds:
                return self.organisations[alike.key]
        self._add(slug or self._new_key(name), name, True, region, honorary=honorary, recorded=bool(slug))
        return None

    def _new_key(self, name: str) -> str:
        key = fold(name).replace(" ", "-") or "x"
        return key if key not in self.organisations else f"{key}-{len(self.organisations)}"

    def _add(
        self,
        key: str,
        name: str,
        listed: bool,
        region: str | None = None,
        *,
        honorary: bool = False,
        recorded: bool = False,
    ) -> None:
        self.organisations[key] = PrintedOrganisation(key, name, listed, region, honorary, recorded=recorded)
        self._index.add(NamedRecord(key, (Name(name, self.language),)))

    def registered(self, name: str) -> str:
        """Return the slug of the organisation that the registry knows by this name, or an empty text."""
        return self.registry.organisation(name, self.language).slug if self.registry is not None else ""

    def resolve(self, name: str) -> Resolved:
        """Return what a printed name means; a name of two organisations means neither."""
        if bearers := self._index.bearing(name):
            return Resolved(bearers[0].key)
        slug = self.registered(name)
        if slug:  # what the registry knows is not guessed by its form, whether the report lists it or not
            return Resolved(slug) if slug in self.organisations else Resolved(known=False)
        form = form_of(name)
        forms = {
            alike.key: form_of(self.organisations[alike.key].name) for alike in self._index.of_form(form)
        }
        near = [key for key, other in forms.items() if form.base and other.agrees(form)]
        exact = [key for key in near if forms[key].kinds == form.kinds]
        if len(exact) == 1:
            return Resolved(exact[0])
        if len(near) == 1:
            return Resolved(near[0])
        return Resolved(meanings=tuple(near)) if near else Resolved(known=False)

    def take(self, name: str) -> Resolved:
        """Return what a name in a list of members means, and note how it is spelt; an unknown one is taken in."""
        found = self.resolve(name)
        if not found.key and not found.meanings:
            slug = self.registered(name)
            key = slug or self._new_key(name)
            self._add(key, name, False, recorded=bool(slug))
            found = Resolved(key, known=False)
        if found.key and name not in self.organisations[found.key].spellings:
            self.organisations[found.key].spellings.append(name)
        return found

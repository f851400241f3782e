"""YAML as plain values together with the line on which each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rapporteur.intake.importing.problems import InvalidFile, Problem

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
MAX_BYTES = 4_000_000
_NUMBERS = {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float")}
_LONGEST_NUMBER = 40
"""Characters: an amount has some twenty. Of “1:5:5:5…”, minutes and seconds to YAML, a reader takes the square."""
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlDocument:
    """The content of a YAML file; `lines` maps a path of keys and indices to a line number."""

    name: str
    value: Any
    lines: dict[Location, int] = field(repr=False)

    def line(self, location: Location) -> int:
        """Return the line of `location`, or of the nearest thing around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, value: Any, expected: str, near: str = "") -> Problem:
        """Return a problem with the value at `location`."""
        path = ".".join(str(part) for part in location) or "document"
        return Problem(self.name, self.line(location), path, str(value), expected, near)


class _Loader(yaml.SafeLoader):
    """Plain values only. Aliases are refused, since a few of them can grow beyond any memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML's
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not read", problem_mark=mark)
        return super().compose_node(parent, index)


def read_yaml(path: Path, root: Path) -> YamlDocument:
    """Read the file at `path`, named relative to `root` in messages; raise InvalidFile."""
    name = str(path.relative_to(root))

    def refuse(line: int, value: str, expected: str) -> InvalidFile:
        return InvalidFile([Problem(name, line, "file", value, expected)])

    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse(1, "too large", f"at most {MAX_BYTES:,} bytes")
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
    except OSError as error:
        raise refuse(1, error.strerror or "", "a readable file") from error
    except UnicodeDecodeError as error:
        raise refuse(1, "not UTF-8", "text in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise refuse(line, error.problem or "", "valid YAML") from error
    except yaml.YAMLError as error:
        raise refuse(1, str(error), "valid YAML") from error
    except RecursionError as error:
        raise refuse(1, "too deep", "lists and mappings that are nested a few times at most") from error
    reading = _YamlReading(name, loader)
    value = reading.construct(node, ()) if node is not None else None
    if reading.problems:
        raise InvalidFile(reading.problems)
    return YamlDocument(name, value, reading.lines)


class _YamlReading:
    """Nodes of one file turned into values, the line of each kept."""

    def __init__(self, name: str, loader: _Loader) -> None:
        self.name = name
        self.loader = loader
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def construct(self, node: yaml.Node, location: Location) -> Any:
        self.lines[location] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.construct(item, (*location, n)) for n, item in enumerate(node.value)]
        if node.tag in _NUMBERS and len(node.value) > _LONGEST_NUMBER:
            self._refuse(
                node,
                location,
                f"{node.value[:_LONGEST_NUMBER]}…",
                f"a number of at most {_LONGEST_NUMBER} characters",
            )
            return None
        try:
            value = self.loader.construct_object(node)
        except yaml.YAMLError:
            self._refuse(node, location, node.tag, "a plain value without a tag")
            return None
        except (ValueError, OverflowError):  # a date that the calendar does not have, such as 2018-06-31
            self._refuse(node, location, node.value, "a date that exists")
            return None
        if isinstance(value, str) and _NOT_TEXT.search(value):
            self._refuse(node, location, ascii(value), "text without control characters")
        return value

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(key_node, location, "…", "keys that are plain words")
                continue
            key = str(self.construct(key_node, location))
            if key in result:
                self._refuse(key_node, (*location, key), key, "each key once")
            result[key] = self.construct(value_node, (*location, key))
        return result

    def _refuse(self, node: yaml.Node, location: Location, value: Any, expected: str) -> None:
        path = ".".join(str(part) for part in location)
        line = node.start_mark.line + 1
        self.problems.append(Problem(self.name, line, path, str(value), expected))

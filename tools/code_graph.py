"""What the source code says of itself, read without running it: imports, circles, lengths of files and functions."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "rapporteur"


@dataclass(frozen=True)
class Longest:
    """Something that nothing else of its kind exceeds: what it is, where it lies, how long it is."""

    name: str
    path: Path
    lines: int


def sources(folder: Path) -> list[Path]:
    """Return the Python files below a folder; migrations are written by Django and left out."""
    return [file for file in sorted(folder.rglob("*.py")) if "migrations" not in file.parts]


def line_count(file: Path) -> int:
    """Return how many lines a file has."""
    return len(file.read_text(encoding="utf-8").splitlines())


def module_name(path: Path, root: Path) -> str:
    """Return the name by which a file is imported."""
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements directly within one; expressions, most of a tree, hold none."""
    for block in ("body", "handlers", "cases", "orelse", "finalbody"):
        yield from getattr(node, block, ())


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each module with the name that is taken from it, imports for types alone apart."""
    for node in _statements(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for other in node.orelse:
                yield from _imported(other)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        else:
            yield from _imported(node)


def imports(root: Path = ROOT, package: str = PACKAGE) -> dict[str, set[str]]:
    """Return the modules of a package with those that each imports, also inside functions."""
    files = {module_name(path, root): path for path in sorted((root / package).rglob("*.py"))}
    graph: dict[str, set[str]] = {}
    for name, path in files.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        taken = (
            f"{module}.{part}" if f"{module}.{part}" in files else module for module, part in _imported(tree)
        )
        graph[name] = {other for other in taken if other in files}
    return graph


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one circle, each imported by the next, or nothing where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        modules: list[str] = error.args[1]
        return modules
    return []


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a file with how many lines it has, its signature and docstring among them."""
    nodes: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    for node in nodes:  # they become more as they are walked
        nodes += _statements(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def longest_file(folder: Path) -> Longest:
    """Return the longest Python file below a folder."""
    file = max(sources(folder), key=line_count)
    return Longest(file.name, file, line_count(file))


def longest_function(folder: Path) -> Longest:
    """Return the longest function of the Python files below a folder."""
    everything = (Longest(name, file, lines) for file in sources(folder) for name, lines in functions(file))
    return max(everything, key=lambda function: function.lines)


def fullest_folder(folder: Path) -> Longest:
    """Return the folder with the most Python files, `__init__` aside."""
    held = Counter(file.parent for file in sources(folder) if file.name != "__init__.py")
    fullest, number = max(held.items(), key=lambda item: item[1])
    return Longest(fullest.name, fullest, number)


def summary_of(file: Path) -> str:
    """Return the first line of the docstring of a module, without its full stop."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].rstrip(".")

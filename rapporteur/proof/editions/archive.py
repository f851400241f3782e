"""The rendering program as a file: what an edition was made with is kept with it, and makes it again.

:func:`archive` packs the modules that renderers import, found by following their imports, and the templates, fonts,
maps and words beside them. :func:`print_from` runs such an archive in a process of its own that sees no other copy of
this program: so an edition of years ago is made again by the program of years ago, whatever has changed since. The
libraries (Typst, Pydantic…) are those installed: their versions are recorded, and the archive holds the lock file
with which the same ones can be installed.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import platform
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import PROGRAM, Message
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.base.words.catalogues import LOCALE
from rapporteur.proof.editions.confinement import run_confined

PACKAGE = Path(__file__).resolve().parents[2]
NAME = PACKAGE.name
RENDERERS = PACKAGE / "documents"
ENTRY = ("report/value/snapshot.py",)
DATA = (PACKAGE / "documents", LOCALE)
OTHER_WORDS = f"{PROGRAM}.mo"
"""What the program says is printed nowhere: a changed word of a check or a page leaves the archive as it was."""
LOCK = "requirements.lock"
RUNNER = "render.py"
UNPACKED = 200 << 20
"""Bytes of an archive unpacked: one has some 6 million, fonts and maps included."""
MADE = 2 << 30
"""Bytes of all documents of an edition: one with many photographs in four languages has a tenth."""
_NO_DATA = {".py", ".pyc", ".po"}
_REQUIRED = re.compile(r"^[A-Za-z0-9._-]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP file: the archive has no date of its own

_SCRIPT = '''"""Render a snapshot with the program beside this file: python -I render.py SNAPSHOT FOLDER."""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

HERE = str(Path(__file__).resolve().parent)


class OnlyHere:
    """An installed copy of the program, older or newer, must not answer for this one."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] != "rapporteur":
            return None
        spec = PathFinder.find_spec(name, path or [HERE], target)
        if spec is None:
            raise ModuleNotFoundError(f"the archive lacks {name}", name=name)
        return spec


sys.meta_path.insert(0, OnlyHere)

if __name__ == "__main__":
    from rapporteur.documents.building.build import build
    from rapporteur.report.value.snapshot import read_snapshot

    def progress(step, done, total):
        print(done, total, flush=True)

    build(read_snapshot(Path(sys.argv[1])), Path(sys.argv[2]), progress=progress)
'''


class PrintingFailed(Foreseeable, RuntimeError):
    """The program of an archive ended without the documents; the text is the end of what it said."""


@dataclass(frozen=True)
class Closure:
    """The files of the rendering program, and the libraries that they import."""

    files: tuple[Path, ...]
    libraries: tuple[str, ...]


def _imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports anywhere but for type checking."""
    waiting: list[ast.AST] = [ast.parse(path.read_bytes())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        else:
            waiting.extend(ast.iter_child_nodes(node))


def _file(module: str) -> Path | None:
    """Return the file of a module of this program, or None where the name is of something in a module."""
    path = PACKAGE.parent.joinpath(*module.split("."))
    if (path / "__init__.py").is_file():
        return path / "__init__.py"
    return path.with_suffix(".py") if path.with_suffix(".py").is_file() else None


@cache
def closure() -> Closure:
    """Follow the imports of every renderer; return the files of the rendering program in their order."""
    waiting = [PACKAGE / entry for entry in ENTRY]
    waiting += [path for path in RENDERERS.rglob("*.py") if "__pycache__" not in path.parts]
    found: set[Path] = set()
    libraries: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += [
            above / "__init__.py"
            for above in path.parents
            if PACKAGE in (above, *above.parents) and (above / "__init__.py").is_file()
        ]
        for module in _imports(path):
            top = module.partition(".")[0]
            if top == NAME:
                file = _file(module)
                waiting += [file] if file else []
            elif top not in sys.stdlib_module_names:
                libraries.add(top)
    return Closure(tuple(sorted({*found, *_data()})), tuple(sorted(libraries)))


def _data() -> Iterator[Path]:
    """Yield the templates, fonts, maps and compiled words of the reports."""
    for folder in DATA:
        for path in folder.rglob("*"):
            inside = path.relative_to(folder).parts
            if (
                path.name != OTHER_WORDS
                and path.suffix not in _NO_DATA
                and path.is_file()
                and "__pycache__" not in inside
            ):
                yield path


@cache
def archive() -> bytes:
    """Return the rendering program as a ZIP file; the same program gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, RUNNER, _SCRIPT.encode())
        lock = PACKAGE.parent / LOCK
        if lock.is_file():
            _add(file, LOCK, lock.read_bytes())
        for path in closure().files:
            _add(file, path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes())
    return packed.getvalue()


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    file.writestr(entry, content)


def libraries() -> dict[str, str]:
    """Return the version of everything installed that decides about the bytes of a document."""
    distributions = packages_distributions()
    waiting = [name for top in closure().libraries for name in distributions.get(top, ())]
    found: dict[str, str] = {}
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in found:
            try:
                found[name] = version(name)
            except PackageNotFoundError:  # for another system or another Python
                continue
            waiting += [_REQUIRED.findall(line)[0] for line in requires(name) or () if "extra ==" not in line]
    return dict(sorted(found.items())) | {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "machine": platform.machine(),
    }


def versions() -> dict[str, object]:
    """Return what an edition records of its making: program, templates, fonts and libraries."""
    from rapporteur import __version__

    files = closure().files
    return {
        "program": __version__,
        "templates": _digest(path for path in files if path.suffix in {".typ", ".j2", ".css", ".svg"}),
        "fonts": _digest(path for path in files if path.suffix in {".ttf", ".otf", ".woff2"}),
        "libraries": libraries(),
    }


def _digest(paths: Iterator[Path]) -> str:
    """Return one hash of several files, with their names."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def print_from(
    program: bytes,
    snapshot: str,
    folder: Path,
    *,
    python: Path | None = None,
    sandboxed: bool = False,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> dict[str, bytes]:
    """Make all documents of `snapshot` with an archived `program`, in `folder`; return them by name.

    `python` is the interpreter to run it with, by default this one. The program has an environment of its own and
    limits (see :mod:`rapporteur.proof.editions.confinement`); `sandboxed` shuts it in as well. Raises PrintingFailed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    home, output, source = folder / "program", folder / "documents", folder / "snapshot.json"
    _unpack(program, home)
    source.write_text(snapshot, encoding="utf-8")
    interpreter = str((python or Path(sys.executable)).absolute())
    command = [interpreter, "-I", str(home / RUNNER), str(source), str(output)]

    def show_progress(line: str) -> None:
        first, _, rest = line.partition(" ")
        done, total = read_whole(first), read_whole(rest.strip())
        if done is not None and total is not None:
            progress("documents", done, total)

    ended = run_confined(command, folder, sandboxed=sandboxed, each_line=show_progress)
    if ended.code != 0:
        raise PrintingFailed(
            Message("the rendering program ended without the documents: {reason}"),
            reason=" ".join(ended.said.splitlines()[-3:] or ["no message"]),
        )
    return _documents(output)


def _unpack(program: bytes, home: Path) -> None:
    """Unpack an archive, unless it is far larger than any rendering program."""
    with zipfile.ZipFile(io.BytesIO(program)) as file:
        if sum(entry.file_size for entry in file.infolist()) > UNPACKED:
            raise PrintingFailed(Message("the rendering program is too large to be one"))
        file.extractall(home)


def _documents(output: Path) -> dict[str, bytes]:
    """Read what a program has made: files of its own, not what it may have laid a link to."""
    if output.is_symlink() or not output.is_dir():
        return {}
    made = [path for path in sorted(output.iterdir()) if path.is_file() and not path.is_symlink()]
    if sum(path.stat().st_size for path in made) > MADE:
        raise PrintingFailed(Message("the rendering program made more than the documents of a report"))
    return {path.name: path.read_bytes() for path in made}


def explain_libraries(recorded: dict[str, str], now: dict[str, str]) -> str:
    """Say which libraries are not those that an edition was made with, or nothing."""
    different = [
        f"{name} {recorded.get(name, 'absent')} → {now.get(name, 'absent')}"
        for name in sorted({*recorded, *now})
        if recorded.get(name) != now.get(name)
    ]
    return ", ".join(different)


def manifest(parts: dict[str, object]) -> str:
    """Return the canonical JSON of what an edition is sealed by."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

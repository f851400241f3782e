"""Check the dependencies: each says why it is there, and the locks hold what they need and no more.

    python -m tools.check_dependencies

requirements.lock is what the project is developed with, requirements-production.lock what it is installed from: the
same versions, and nothing that only tests or tools need. Both are compared with pyproject.toml and with the metadata of
the installed packages: no network is needed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import Marker, UndefinedEnvironmentName
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = "requirements-production.lock"
LOCKS = ("requirements.lock", PRODUCTION, "requirements-uv.lock")
ITEM = re.compile(r'^\s*"(?P<requirement>[^"]+)",?\s*(?:#\s*(?P<reason>.*))?$')
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?$")
ADDRESS = re.compile(r"://|^--(?!hash)|^-[a-z]", re.MULTILINE)
SHORTEST_REASON = 4


def declared(pyproject: str) -> list[str]:
    """Return what the project and its developers need, as pyproject.toml words it."""
    content = tomllib.loads(pyproject)
    return [*content["project"]["dependencies"], *content["dependency-groups"]["dev"]]


def declared_for_production(pyproject: str) -> list[str]:
    """Return what the installed program needs, as pyproject.toml words it."""
    return list(tomllib.loads(pyproject)["project"]["dependencies"])


def unexplained(pyproject: str) -> Iterator[str]:
    """Yield a sentence per dependency that no comment on its line explains."""
    reasons = {
        match["requirement"]: (match["reason"] or "").strip()
        for line in pyproject.splitlines()
        if (match := ITEM.match(line))
    }
    for requirement in declared(pyproject):
        if requirement not in reasons:
            yield f"pyproject.toml: '{requirement}' should stand on a line of its own, with a comment"
        elif len(reasons[requirement]) < SHORTEST_REASON:
            yield f"pyproject.toml: '{requirement}' has no comment that says why it is there"


def locked(text: str) -> dict[str, tuple[str, Marker | None]]:
    """Return name → (version, marker) of a lock file."""
    entries = (PINNED.match(line) for line in text.splitlines())
    return {
        canonicalize_name(entry["name"]): (
            entry["version"],
            Marker(entry["marker"]) if entry["marker"] else None,
        )
        for entry in entries
        if entry
    }


def badly_locked(name: str, text: str) -> Iterator[str]:
    """Yield a sentence for each address or option in a lock file, and for each package without a hash."""
    for line in text.splitlines():
        if ADDRESS.search(line.strip()):
            yield f"{name}: '{line.strip()[:80]}' is an address or an option: expected versions and hashes"
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        if entry.strip() and "--hash=sha256:" not in entry:
            yield f"{name}: '{entry.splitlines()[0]}' has no hash"


def missing(
    requirements: Iterable[Requirement],
    lock: dict[str, tuple[str, Marker | None]],
    name: str = "requirements.lock",
) -> Iterator[str]:
    """Yield a sentence per requirement that the lock of that name does not fulfil."""
    for requirement in requirements:
        entry = lock.get(canonicalize_name(requirement.name))
        if entry is None:
            yield f"{name}: '{requirement}' is missing"
        elif not requirement.specifier.contains(entry[0], prereleases=True):
            yield f"{name}: {requirement.name} is {entry[0]}, and pyproject.toml asks for '{requirement}'"


def production_apart(
    production: dict[str, tuple[str, Marker | None]], lock: dict[str, tuple[str, Marker | None]]
) -> Iterator[str]:
    """Yield a sentence per package of which another version is installed than the one that was tested."""
    for name, (version, _) in production.items():
        if name in lock and lock[name][0] != version:
            yield f"{PRODUCTION}: {name} is {version}, and {lock[name][0]} in requirements.lock"


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    if requirement.marker is None:
        return True
    try:
        return any(requirement.marker.evaluate({"extra": extra}) for extra in extras | {""})
    except UndefinedEnvironmentName:
        return False


def needed(requirements: Iterable[Requirement]) -> dict[str, list[Requirement]]:
    """Return every package needed on this machine, with what is asked of it, from the installed packages' metadata."""
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(requirement)
        key = (name, frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue  # named as missing by its absence from the lock, or not installed for this platform
        children = map(Requirement, lines)
        waiting += [child for child in children if _applies(child, set(requirement.extras))]
    return found


def problems(root: Path = ROOT) -> list[str]:
    """Return everything that is wrong, as sentences."""
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    texts = {name: (root / name).read_text(encoding="utf-8") for name in LOCKS}
    lock = locked(texts["requirements.lock"])
    direct = [
        requirement for requirement in map(Requirement, declared(pyproject)) if _applies(requirement, set())
    ]
    everything = needed(direct)
    here = _here(lock)
    production = locked(texts[PRODUCTION])
    running = needed(map(Requirement, declared_for_production(pyproject)))
    return [
        *unexplained(pyproject),
        *(problem for name, text in texts.items() for problem in badly_locked(name, text)),
        *dict.fromkeys(missing((need for needs in everything.values() for need in needs), lock)),
        *(f"requirements.lock: nothing needs '{name}'" for name in sorted(here - set(everything))),
        *dict.fromkeys(
            missing((need for needs in running.values() for need in needs), production, PRODUCTION)
        ),
        *(
            f"{PRODUCTION}: the program does not need '{name}'"
            for name in sorted(_here(production) - set(running))
        ),
        *production_apart(production, lock),
    ]


def _here(lock: dict[str, tuple[str, Marker | None]]) -> set[str]:
    """Return the names of a lock that are installed on this machine."""
    return {name for name, (_, marker) in lock.items() if marker is None or marker.evaluate()}


def main() -> int:
    """Print what is wrong; return 1 where something is."""
    found = problems()
    for problem in found:
        print(problem)
    if any(problem.startswith("requirements") for problem in found):
        print("'make lock' writes the locks anew")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Write which packages a release is made of: a CycloneDX document (1.6) that scanners and people can read.

    python -m tools.sbom            dist/rapporteur-VERSION.cdx.json
    python -m tools.sbom FILE       elsewhere

Packages, versions and hashes are those of requirements-production.lock, on whatever system it is installed; licences
are those that the packages state. Of a package the hashes are those of all its files, of which one is installed. The
same lock and moment (SOURCE_DATE_EPOCH, else now) give the same bytes.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.check_dependencies import PINNED, PRODUCTION, ROOT, declared_for_production
from tools.licences import known_licence, stated_licence

HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
LOOKED_UP: Mapping[str, str] = {"colorama": "BSD-3-Clause"}
"""Licences of packages that are installed on other systems only, and so have no metadata here (Windows' terminal)."""
SPACE = uuid.UUID("6f6c6f9e-5a0c-5c39-9d3c-6d1f0f0f7f10")
"""Makes serial numbers of ours."""


@dataclass(frozen=True)
class Locked:
    """A package of the lock: its name, version, where it applies (empty: everywhere), and the SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked_packages(text: str) -> Iterator[Locked]:
    """Yield the packages of a lock file."""
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        head = PINNED.match(entry.partition("\n")[0])
        if head:
            name = canonicalize_name(head["name"])
            yield Locked(name, head["version"], head["marker"] or "", tuple(HASH.findall(entry)))


def licence_of(name: str) -> str:
    """Return the licence of a package; raise ValueError where nothing states one."""
    try:
        licence = LOOKED_UP.get(name) or known_licence(stated_licence(metadata(name)))
    except PackageNotFoundError:
        licence = ""
    if not licence:
        raise ValueError(f"{name} states no licence: look it up, and name it in LOOKED_UP of tools/sbom.py")
    return licence


def component_of(package: Locked) -> Component:
    """Return a package as the document has it."""
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{package.name}@{package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in package.hashes],
        licenses=[LicenseFactory().make_from_string(licence_of(package.name))],
        properties=[Property(name="rapporteur:applies", value=package.marker)] if package.marker else [],
    )


def document(pyproject: str, lock: str, moment: datetime) -> str:
    """Return the document of a project and its production lock, as JSON."""
    project = tomllib.loads(pyproject)["project"]
    whole = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION,
        bom_ref=f"{project['name']}@{project['version']}",
        purl=PackageURL("pypi", name=project["name"], version=project["version"]),
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )  # fmt: skip
    packages = [component_of(one) for one in locked_packages(lock)]
    bom = Bom(
        components=packages,
        serial_number=uuid.uuid5(SPACE, f"{project['version']}\n{lock}"),
        metadata=BomMetaData(component=whole, timestamp=moment),
    )
    bom.register_dependency(whole, _among(packages, declared_for_production(pyproject)))
    for one in packages:
        bom.register_dependency(one, _among(packages, _needs(one.name)))
    outputter = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return f"{outputter.output_as_string(indent=2)}\n"


def _needs(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def _among(packages: list[Component], requirements: list[str]) -> list[Component]:
    """Return the packages of the lock that are required, whichever extra or system they are for."""
    names = {canonicalize_name(Requirement(one).name) for one in requirements}
    return [one for one in packages if one.name in names]


def main() -> int:
    """Write the document; say where."""
    pyproject, lock = ((ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", PRODUCTION))
    version = tomllib.loads(pyproject)["project"]["version"]
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / f"rapporteur-{version}.cdx.json"
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = (
        datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC).replace(microsecond=0)
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(document(pyproject, lock, moment), encoding="utf-8")
    print(f"{file}: {sum(1 for _ in locked_packages(lock))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

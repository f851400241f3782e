"""The import contracts hold, and each notices a violation: one is planted in a copy of the project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in SETTINGS["contracts"]}
PLANTED = [
    ("wings", "rapporteur/base/values/money.py", "import rapporteur.records.members.enums"),
    ("wings", "rapporteur/report/compile/report.py", "import rapporteur.intake.importing.problems"),
    ("interfaces", "rapporteur/interfaces/portal/urls.py", "import rapporteur.interfaces.office.viewsets"),
    ("intake", "rapporteur/intake/reading/lists.py", "import rapporteur.intake.importing.problems"),
    ("proof", "rapporteur/proof/checks/actions.py", "import rapporteur.proof.editions.freezing"),
    ("proof", "rapporteur/proof/rules/rulebook.py", "import rapporteur.proof.checks.fetch"),
    ("documents", "rapporteur/documents/html/render.py", "import rapporteur.documents.docx.parts"),
    ("report", "rapporteur/report/value/data.py", "import rapporteur.report.compile.rows"),
    ("records", "rapporteur/records/governance/models.py", "import rapporteur.records.dues.models"),
    ("base", "rapporteur/base/words/catalogues.py", "import rapporteur.base.core.fields"),
    ("pure", "rapporteur/documents/view/shapes.py", "import django"),
    ("pure", "rapporteur/documents/html/render.py", "import rapporteur.report.compile.photos"),
    ("pure", "rapporteur/base/values/periods.py", "import rapporteur.base.core.fields"),
    ("pure", "rapporteur/intake/reading/front.py", "import rapporteur.records.members.models"),
    ("pure", "rapporteur/proof/rules/facts.py", "import rapporteur.base.core.models"),
    ("names", "rapporteur/records/names/forms.py", "import rapporteur.records.members.models"),
    ("names", "rapporteur/records/names/cities.py", "import rapporteur.base.core.fields"),
    ("names-inside", "rapporteur/records/names/in_texts.py", "import rapporteur.records.names.index"),
    ("config", "rapporteur/interfaces/portal/urls.py", "import config.env"),
]


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the project in `folder`."""
    command: list[str | Path] = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    return subprocess.run(
        [*command, *(["--contract", contract] if contract else [])],
        cwd=folder, text=True, capture_output=True, check=False,
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project's modules."""
    for package in SETTINGS["root_packages"]:
        for file in (ROOT / package).rglob("*.py"):
            target = tmp_path / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def pure_modules() -> list[str]:
    """Return every module that a contract keeps away from Django."""
    names = []
    for contract in CONTRACTS.values():
        if "django" not in contract.get("forbidden_modules", ()):
            continue
        exempt = {line.split(" -> ")[0] for line in contract.get("ignore_imports", ())}
        for pattern in contract["source_modules"]:
            base = ROOT / pattern.removesuffix(".*").replace(".", "/")
            files = base.rglob("*.py") if base.is_dir() else [base.with_suffix(".py")]
            for file in files:
                name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                if not any(fnmatch(name, given) for given in exempt):
                    names.append(name)
    return sorted(set(names))


def test_contracts_hold_in_the_copy_without_a_violation(copy: Path) -> None:
    done = lint(copy)

    assert done.returncode == 0, done.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "file", "violation"), PLANTED)
def test_contract_breaks_where_a_violation_is_planted(
    copy: Path, contract: str, file: str, violation: str
) -> None:
    target = copy / file
    target.write_text(f"{target.read_text(encoding='utf-8')}\n{violation}\n", encoding="utf-8")

    done = lint(copy, contract)

    assert done.returncode == 1, done.stdout
    assert "0 kept, 1 broken" in done.stdout
    importer = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert f"{importer} -> {violation.split()[1]} (l." in " ".join(done.stdout.split())


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(CONTRACTS)


def test_a_room_without_a_place_in_the_layers_is_noticed(copy: Path) -> None:
    (copy / "rapporteur" / "attic").mkdir()
    (copy / "rapporteur" / "attic" / "__init__.py").touch()

    done = lint(copy, "wings")

    assert done.returncode == 1
    assert "attic" in done.stdout


def test_pure_modules_are_imported_without_django() -> None:
    """What import-linter cannot see: a package's __init__, and imports that a library makes."""
    names = pure_modules()
    assert len(names) > len(CONTRACTS)
    program = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'wagtail'})))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, text=True, capture_output=True, check=True
    )

    assert json.loads(done.stdout) == []

"""The program runs with what is installed for production: no module of it imports a tool of its developers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.check_dependencies import ROOT, declared_for_production, needed

IMPORT_ALL = """
import importlib, json, pkgutil, sys
refused = set(json.loads(sys.argv[1]))
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ModuleNotFoundError(name, name=name.partition(".")[0])
sys.meta_path.insert(0, Refuse())
import django
django.setup()
import config, rapporteur
names = []
for package in (rapporteur, config):
    names += [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names))
"""


def refused() -> list[str]:
    """Return the modules that stand here, and not where the program is installed for production."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    running = {*needed(map(Requirement, declared_for_production(pyproject))), "rapporteur"}
    return [
        module
        for module, packages in packages_distributions().items()
        if not running & {canonicalize_name(one) for one in packages}
    ]


def test_every_module_is_imported_without_the_packages_of_developers(tmp_path: Path) -> None:
    without = refused()
    assert {"pytest", "mypy", "hypothesis", "playwright", "factory", "cyclonedx"} <= set(without)
    assert not {"django", "wagtail", "lxml", "typst"} & set(without)
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, json.dumps(without)],
        cwd=ROOT, text=True, capture_output=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "RAPPORTEUR_VAR": str(tmp_path / "var")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 200

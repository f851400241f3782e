"""What is read of a report, and what is found in it, does not depend on the seed of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.intake.reading.strangers import test_strangers as strangers
from tests.intake.reading.strangers.content import NAMES
from tests.intake.reconciling.hands.makers import MADE, files
from tests.intake.reconciling.networks.content import NETWORKS, Content
from tests.intake.reconciling.networks.planting import plant
from tests.intake.reconciling.networks.setting import SET
from tests.intake.reconciling.reconcile_copy import original

SEEDS = (1, 2)
_TOLD = """
import hashlib, sys
from pathlib import Path
import msgspec
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import reconcile
for path in sys.argv[1:]:
    doc = read_source(Path(path))
    parsed = parse_lines(doc)
    found = reconcile(doc, parsed=parsed)
    said = [(each.fingerprint, each.message("en"), [item.passage for item in each.evidence]) for each in found.findings]
    read = hashlib.sha256(msgspec.json.encode(parsed)).hexdigest()
    print(Path(path).name, read, len(said), hashlib.sha256(repr((said, sorted(found.doubtful))).encode()).hexdigest())
"""


def reports(folder: Path) -> list[Path]:
    """Write every small report of the tests in its layouts; return the files."""
    contents = {
        f"{name}.{layout}": strangers.content(name, layout) for name in NAMES for layout in strangers.LAYOUTS
    }
    contents |= {file: files()[name] for name, (file, _) in MADE.items()}
    for network in NETWORKS:
        content = Content(network, "fr")
        plant(content)
        name, make = SET[network]
        contents[name] = make(content.report)
    contents["clean.txt"] = original("es").encode()
    for name, made in contents.items():
        (folder / name).write_bytes(made)
    return [folder / name for name in contents]


def test_reading_and_findings_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    paths = [str(path) for path in reports(tmp_path)]
    told = [
        subprocess.run(
            [sys.executable, "-c", _TOLD, *paths],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.splitlines()
        for seed in SEEDS
    ]
    assert [line.split()[0] for line in told[0]] == [Path(path).name for path in paths]
    assert told[0] == told[1]

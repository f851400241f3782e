"""How `hashes.json` was made: by the commands of the program as it stood at c1f6a42, each in a process of its own.

    git worktree add ../c1f6a42 c1f6a42
    make -C ../c1f6a42 install
    .venv/bin/python -m tests.kept.making_hashes ../c1f6a42

It need not be run again: a document that is to be otherwise gets an entry in `exceptions`, by hand and with its reason.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.kept.making_installation import Old
from tests.kept.networks import KEPT, NETWORKS, SCHEMA, Key, digest, documents, key_of

COMMIT = "c1f6a42"


def made(checkout: Path) -> dict[Key, bytes]:
    """Return everything that is kept, as the program in `checkout` makes it."""
    found = {SCHEMA: (checkout / "docs" / "report-data.schema.json").read_bytes()}
    for network in NETWORKS.values():
        with tempfile.TemporaryDirectory() as name:
            old, output = Old(checkout.resolve(), Path(name)), Path(name) / "documents"
            old.run(*network.with_old_sections(Path(name)).load())
            old.run(*network.build(output))
            found |= documents(network, output)
            found[key_of(network, "snapshot")] = old.run(*network.data()).encode()
            found[key_of(network, "check")] = old.run(*network.check(), codes=(0, 1)).encode()
    return found


def main(checkout: Path) -> None:
    """Write the hashes of what the program in `checkout` makes, one entry a line."""
    entries = [
        {**key._asdict(), "sha256": digest(content), "origin": COMMIT}
        for key, content in sorted(made(checkout).items())
    ]
    lines = ",\n".join(f"    {json.dumps(entry)}" for entry in entries)
    KEPT.write_text(f'{{\n  "documents": [\n{lines}\n  ],\n  "exceptions": []\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Write the pages and parts of pages that follow from the code: ``make docs``; with --check only say which are old.

python -m tools.write_docs [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools import write_architecture_doc, write_checks_doc, write_commands_doc, write_schema, write_states_doc

WRITTEN: dict[Path, Callable[[], str]] = {
    write_architecture_doc.TARGET: write_architecture_doc.page,
    write_checks_doc.TARGET: lambda: write_checks_doc.page(
        write_checks_doc.TARGET.read_text(encoding="utf-8")
    ),
    write_commands_doc.TARGET: write_commands_doc.page,
    write_schema.TARGET: write_schema.schema_text,
    write_states_doc.TARGET: write_states_doc.page,
}
"""Each file that a tool writes, and what it should say."""


def old_pages() -> dict[Path, str]:
    """Return the files that do not say what the code says now, and what they should say."""
    pages = {target: page() for target, page in WRITTEN.items()}
    return {
        target: content
        for target, content in pages.items()
        if not target.exists() or target.read_text(encoding="utf-8") != content
    }


def main(arguments: list[str]) -> int:
    """Write the old ones, or with --check name them; return 1 where --check found any."""
    old = old_pages()
    if "--check" in arguments:
        for target in old:
            print(f"{target.name} is old: run `make docs`")
        return 1 if old else 0
    for target, content in old.items():
        target.write_text(content, encoding="utf-8")
        print(f"{target.name} written")
    print(f"docs: {len(WRITTEN)} files follow from the code, {len(old)} were old")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

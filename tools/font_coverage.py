"""Write which characters the report's fonts can set: rapporteur/documents/fonts/coverage.json.

The table is committed, so that checking a report needs no font library. Run this after changing a font:

    python tools/font_coverage.py

A character counts where every face of the serif or every face of the sans has it: each falls back on the
other. Control characters never count, whatever a font maps them to.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "rapporteur" / "documents" / "fonts"
TABLE = FONTS / "coverage.json"
UNPRINTABLE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
FORBIDDEN = {0xFEFF}  # PDF/A refuses the byte order mark, whatever a font maps it to


def covered(folder: Path = FONTS) -> set[int]:
    """Return the characters that the report can print with the fonts in `folder`."""
    families: dict[str, set[int]] = {}
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            characters = set(font.getBestCmap())
        family = "serif" if "Serif" in path.name else "sans"
        families[family] = families[family] & characters if family in families else characters
    codes = set().union(*families.values()) - FORBIDDEN
    return {code for code in codes if unicodedata.category(chr(code)) not in UNPRINTABLE}


def ranges(codes: Iterable[int]) -> list[list[int]]:
    """Return `codes` as ascending [first, last] pairs."""
    result: list[list[int]] = []
    for code in sorted(codes):
        if result and result[-1][1] == code - 1:
            result[-1][1] = code
        else:
            result.append([code, code])
    return result


def table(folder: Path = FONTS) -> str:
    """Return the text of the table for the fonts in `folder`."""
    rows = ",\n".join(f"  [{first}, {last}]" for first, last in ranges(covered(folder)))
    return f"[\n{rows}\n]\n"


def main() -> None:
    """Write the table and say how much it holds."""
    TABLE.write_text(table(), encoding="utf-8")
    print(f"{TABLE.name}: {sum(b - a + 1 for a, b in json.loads(table()))} characters")


if __name__ == "__main__":
    main()

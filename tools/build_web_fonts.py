"""Make the small WOFF2 fonts that the HTML edition carries from the TTF fonts of the PDF.

    python tools/build_web_fonts.py

It needs fonttools and brotli. The result is committed; it is made again only when the fonts change.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools import subset

DOCUMENTS = Path(__file__).resolve().parents[1] / "rapporteur" / "documents"
SOURCE, TARGET = DOCUMENTS / "fonts", DOCUMENTS / "html" / "fonts"
FACES = (
    "SourceSerif4-Regular",
    "SourceSerif4-It",
    "SourceSerif4-Semibold",
    "SourceSerif4Display-Semibold",
    "SourceSans3-Regular",
    "SourceSans3-Semibold",
)
LETTERS = (
    "U+20-7E,U+A0-17F,U+192,U+218-21B,U+2C6,U+2C7,U+2D8-2DD,U+1E80-1E85,U+1E9E,U+1EA0-1EF9,"
    "U+2002-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,"
    "U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2192,U+2197,U+25CF,U+25CB,U+2713"
)
"""What the Latin alphabets of Europe, Vietnam and Africa need, with punctuation, arrows and the euro."""
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum"]


def rename(font: Any, face: str) -> None:
    """Give a changed font a name of its own: its licence reserves the name “Source”."""
    family, _, style = face.removeprefix("Source").partition("-")
    for record in font["name"].names:
        names = {1: f"Report {family}", 3: f"Report{family}-{style}", 4: f"Report {family} {style}"}
        names |= {6: f"Report{family}-{style}"}
        if record.nameID in names:
            record.string = names[record.nameID]


def main() -> None:
    """Write one WOFF2 file per face."""
    TARGET.mkdir(parents=True, exist_ok=True)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.hinting = False
    options.recalc_timestamp = False
    for face in FACES:
        font = subset.load_font(str(SOURCE / f"{face}.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
        subsetter.subset(font)
        rename(font, face)
        target = TARGET / f"{face}.woff2"
        subset.save_font(font, str(target), options)
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""Make docs/images/report.png, the README's picture, from a built PDF: ``python -m tools.readme_picture FILE.pdf``."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "report.png"
PAGES = (1, 3, 6, 32, 35)
WIDTH = 380
GAP = 16
GROUND = "#e4e7ec"


def main() -> None:
    """Put a few pages beside each other."""
    with pypdfium2.PdfDocument(sys.argv[1]) as document:
        pictures = []
        for number in PAGES:
            page = document[number - 1]
            pictures.append(page.render(scale=WIDTH / page.get_width()).to_pil())
    height = pictures[0].height
    sheet = Image.new("RGB", (GAP + len(PAGES) * (WIDTH + GAP), height + 2 * GAP), GROUND)
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number * (WIDTH + GAP), GAP))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(192).save(TARGET, optimize=True)
    print(f"{TARGET}: {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()

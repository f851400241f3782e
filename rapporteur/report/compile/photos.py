"""Photographs as a report carries them: upright, RGB, no larger than print needs, nothing of their metadata."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from rapporteur.report.value.data import PhotoData

if TYPE_CHECKING:
    from rapporteur.records.activities.models import ActivityPhoto

LONGEST_SIDE = 1600  # pixels: 112 mm of text column at 300 dpi is 1,323
QUALITY = 85


def photo_data(photo: ActivityPhoto) -> PhotoData:
    """Return `photo` as a value, its picture re-encoded: positions, cameras and comments stay behind."""
    from PIL import Image, ImageOps

    with photo.image.file.open("rb") as file, Image.open(file) as source:
        upright = ImageOps.exif_transpose(source).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()  # a comment would be written again
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return PhotoData(
        media_type="image/jpeg",
        width=upright.width,
        height=upright.height,
        content=base64.b64encode(encoded.getvalue()).decode("ascii"),
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
    )

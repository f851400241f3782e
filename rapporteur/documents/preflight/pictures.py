"""Whether the file of a photograph is the picture that it claims to be, whole and of a size that a page takes."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from rapporteur.report.value.data import PhotoData

MOST_PIXELS = 64_000_000
"""Of a photograph: a file of 50 KB can hold a thousand times as many as a page has, and a compiler unpacks them."""
_BEGINNINGS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the kind of colours that a PNG says."""
_PIECE = 1 << 20
PictureFault = tuple[str, Mapping[str, Any]]


def picture_fault(photo: PhotoData) -> PictureFault | None:
    """Return code and values of what is wrong with the picture itself, or None."""
    try:
        content = base64.b64decode(photo.content, validate=True)
    except ValueError:
        return "NOT_BASE64", {}
    said = photo.media_type.removeprefix("image/").upper()
    found = next((kind for kind, begin in _BEGINNINGS.items() if content.startswith(begin)), "")
    if not found:
        return "NO_PICTURE", {"said": said}
    if found != said:
        return "OTHER_TYPE", {"found": found, "said": said}
    fault = _png_fault(content) if found == "PNG" else _jpeg_fault(content)
    return (fault, {"said": said, "most": MOST_PIXELS // 10**6}) if fault else None


def _png_fault(content: bytes) -> str:
    """Return the fault of a PNG: every chunk's checksum is read, and the pixels are unpacked."""
    if len(content) < 29 or content[12:16] != b"IHDR":
        return "DAMAGED"
    width, height, bits, colour = struct.unpack_from(">IIBB", content, 16)
    if not 0 < width * height <= MOST_PIXELS:
        return "TOO_MANY_PIXELS"
    # a byte before each line; lines of an interlaced one are shorter and more
    longest = 2 * height * (width * bits * _SAMPLES.get(colour, 4) // 8 + 2)
    position, name, pixels = 8, b"", []
    while position + 12 <= len(content) and name != b"IEND":
        (length,) = struct.unpack_from(">I", content, position)
        name, body = content[position + 4 : position + 8], content[position + 8 : position + 8 + length]
        check = content[position + 8 + length : position + 12 + length]
        if check != struct.pack(">I", binascii.crc32(name + body)):
            return "DAMAGED"
        if name == b"IDAT":
            pixels.append(body)
        position += 12 + length
    if name != b"IEND" or not pixels:
        return "CUT"
    return _unpacked_fault(b"".join(pixels), longest)


def _unpacked_fault(packed: bytes, longest: int) -> str:
    """Return the fault of packed pixels that are no more than `longest` bytes; none of them is kept."""
    unpack = zlib.decompressobj()
    try:
        while packed and longest > 0 and not unpack.eof:
            longest -= len(unpack.decompress(packed, _PIECE))
            packed = unpack.unconsumed_tail
    except zlib.error:
        return "DAMAGED"
    if longest <= 0:
        return "DAMAGED"
    return "" if unpack.eof else "CUT"


def _jpeg_fault(content: bytes) -> str:
    """Return the fault of a JPEG: no frame, no end, or the four colours of a printing press (CMYK)."""
    position = 2
    while position + 10 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # a filling byte
            position += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if content[position + 9] == 4:
                return "CMYK"
            height, width = struct.unpack_from(">HH", content, position + 5)
            if width * height > MOST_PIXELS:
                return "TOO_MANY_PIXELS"
            return "" if content.rstrip(b"\0").endswith(b"\xff\xd9") else "CUT"
        else:
            position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return "DAMAGED"

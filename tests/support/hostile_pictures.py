"""Files that are no pictures, or far more than one."""

from __future__ import annotations

import struct
import zlib

POLYGLOT = b"GIF89a/*\x00\x00\x00\x00*/=1;alert(1)//"
"""The beginning of a GIF, and a script."""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def png_of(width: int, height: int, *, said: tuple[int, int] | None = None) -> bytes:
    """Return a small file with many pixels, all of them black; its head may have `said` another size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj()
    line = bytes(width // 8 + 1)
    pixels = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", *(said or (width, height)), 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg_that_claims(picture: bytes, width: int, height: int) -> bytes:
    """Return a JPEG whose frame says that it is larger than it is."""
    at = next(i for i in range(len(picture) - 9) if picture[i] == 0xFF and picture[i + 1] in (0xC0, 0xC2))
    return picture[: at + 5] + struct.pack(">HH", height, width) + picture[at + 9 :]

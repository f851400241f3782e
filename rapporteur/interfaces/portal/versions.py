"""Static files under addresses that say their version, which browsers keep for a year: made when the server starts.

A page names `office/log/page.1f0c29d4a7be.js`; a script that imports another one, and a style that shows a picture,
name theirs likewise. Another version of a file has another address, so that nobody works with an old one after an
upgrade; files of older versions stay, for pages that are open at that moment. Where nothing was made (another server
is used, `rapporteur dev`), or what was made is of other files, pages name the files as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import (
    HashedFilesMixin,
    ManifestStaticFilesStorage,
    staticfiles_storage,
)
from django.core.files.base import ContentFile
from django.core.management import call_command

from rapporteur.base.values.files import write_whole
from rapporteur.interfaces.portal.compressing import FOLDER, compressed_file, is_text

MADE_OF = "made-of"
"""The file that says of which files the versions were made."""
CORE = "wagtailadmin/js/core.js"
"""The frame's own script. Three quarters of it are a checker of previews, of which this office has none."""
_CHECKER = re.compile(r",(\d+)\(e,t,r\)\{(?=var n,a;e=r\.nmd\(e\),function)")
_END = re.compile(r"\}\},(?=[a-z]=\{\};function )")
_ITS_MARK = "current axe version"
_IMPORTED = r"""(?P<matched>(?P<by>\b(?:from|import)\s*\(?\s*)["'](?P<url>\.{1,2}/[^"']+\.js)["'])"""
"""Another script that one of ours imports: `from "./other.js"`, `import "./other.js"`, `import("./other.js")`."""


def without_checker(script: str) -> str:
    """Return the frame's script without the checker of previews; as it is where it is made in another way."""
    start = _CHECKER.search(script)
    end = _END.search(script, start.end()) if start else None
    if start is None or end is None or _ITS_MARK not in script[start.end() : end.start()]:
        return script
    return f"{script[: start.start()]},{start[1]}(){{{script[end.start() :]}"


@dataclass(frozen=True)
class _Lighter:
    """Where the frame's script is read from without its checker."""

    source: Any

    def open(self, path: str) -> ContentFile[bytes]:
        with self.source.open(path) as file:
            return ContentFile(without_checker(file.read().decode()).encode())


class VersionedFiles(ManifestStaticFilesStorage):
    """Says of each static file the address with its version, also within our own scripts."""

    patterns = (
        *HashedFilesMixin.patterns,
        ("office/*.js", ((_IMPORTED, '%(by)s"%(url)s"'),)),
    )
    keep_intermediate_files = False

    def load_manifest(self) -> Any:
        """Return the addresses that were made, if they were made of the files that are there."""
        found: Any = super().load_manifest()
        return found if found[0] and kept_fingerprint() == fingerprint() else ({}, "")

    def save_manifest(self) -> None:
        """Keep the addresses, and of which files they were made."""
        super().save_manifest()
        write_whole(Path(settings.STATIC_ROOT) / MADE_OF, fingerprint().encode())

    def stored_name(self, name: str) -> str:
        """Return the name with its version; the name as it is where no versions were made."""
        return super().stored_name(name) if self.hashed_files else name

    def post_process(self, paths: Mapping[str, Any], *how: Any, **options: Any) -> Iterator[Any]:
        """Make the versions."""
        lighter = {CORE: (_Lighter(paths[CORE][0]), paths[CORE][1])} if CORE in paths else {}
        yield from super().post_process({**paths, **lighter}, *how, **options)


def make_versions() -> None:
    """Make the addresses with versions, and the compressed files, unless they were made of these very files."""
    if kept_fingerprint() == fingerprint():
        return
    root = Path(settings.STATIC_ROOT)
    for name in _static_files():
        (root / name).unlink(missing_ok=True)  # copied anew, however old the file says that it is
    call_command("collectstatic", interactive=False, verbosity=0)
    made = cast(VersionedFiles, staticfiles_storage).hashed_files
    texts = [root / name for name in made.values() if is_text(name)]
    with ThreadPoolExecutor() as several:
        list(several.map(lambda file: compressed_file(file, root / FOLDER), texts))


def kept_fingerprint() -> str:
    """Return the fingerprint of the files of which versions were made; nothing where none were."""
    try:
        return (Path(settings.STATIC_ROOT) / MADE_OF).read_text(encoding="ascii")
    except OSError:
        return ""


def fingerprint() -> str:
    """Return what says which static files there are, and what makes their versions."""
    whole = hashlib.sha256(Path(__file__).read_bytes())
    for name, file in sorted(_static_files().items()):
        whole.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _static_files() -> dict[str, Path]:
    """Return the static files of all applications by name; of two with the same, the first is served."""
    found: dict[str, Path] = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, "prefix", None)
            found.setdefault(f"{prefix}/{path}" if prefix else path, Path(storage.path(path)))
    return found

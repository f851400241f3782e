"""The one way in which a file is turned away, and the bounds it is held to."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message


class IntakeRefused(Foreseeable, ValueError):
    """A file that is not read: `reason` says why and what to do, `where` names the file, page or part."""

    def __init__(self, reason: Message | Fault | str, where: str = "", /, **values: object) -> None:
        fault = reason if isinstance(reason, Fault) else Fault(reason, values=values)
        super().__init__(
            Message("{place}: {reason}") if where else Message("{reason}"), place=where, reason=fault
        )
        self.reason = str(fault)
        self.where = where


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. A quarter's report has some 40 pages and 100 kB of text.

    `seconds` are of processor time, so that a busy machine refuses nothing; `mebibytes` are beside the program's own.
    """

    text_bytes: int = 20 * 2**20
    text_lines: int = 200_000
    line_characters: int = 50_000
    pdf_bytes: int = 100 * 2**20
    pdf_pages: int = 500
    pdf_stream_bytes: int = 64 * 2**20
    page_characters: int = 60_000
    docx_bytes: int = 100 * 2**20
    docx_entries: int = 5_000
    docx_part_bytes: int = 40 * 2**20
    docx_unpacked_bytes: int = 400 * 2**20
    seconds: float = 60.0
    mebibytes: int = 1024


LIMITS = Limits()

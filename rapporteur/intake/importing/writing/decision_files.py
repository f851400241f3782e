"""The doubts of an import as a file to fill in, and the answers read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.nearest import MOST_NEAREST, nearest
from rapporteur.intake.importing.actions import decide
from rapporteur.intake.importing.datasets.yaml_source import read_yaml
from rapporteur.intake.importing.enums import DoubtKind
from rapporteur.intake.importing.models import Import, ImportDoubt
from rapporteur.intake.importing.problems import InvalidFile, Problem
from rapporteur.intake.importing.writing.doubts import is_about_record, likely_answer, open_doubts
from rapporteur.intake.importing.writing.failures import AliasNotPossible, UnknownAnswer

HEAD = """\
# The open questions of import {number} ({file}).
# Fill in `answer`: the identifier of a record, `new` where it is a record of its own, `out` to leave it out.
# An empty answer leaves the question open. `keep_alias: yes` keeps the text as a further spelling of an organisation.
# Then: rapporteur import decide {number} --decisions {name} --by NAME
"""
KEYS = ("what", "record", "field", "text", "candidates", "likely", "answer", "keep_alias")


def write_doubts(of: Import, path: Path) -> str:
    """Return the open doubts of an import as YAML, with an empty answer each."""
    rows = [_row(doubt) for doubt in open_doubts(of, blocking=False)]
    body = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)
    return HEAD.format(number=of.pk, file=of.file_name, name=path.name) + body


def _row(doubt: ImportDoubt) -> dict[str, Any]:
    row: dict[str, Any] = {
        "what": doubt.what,
        "record": doubt.item.label,
        "field": "record" if is_about_record(doubt) else doubt.field,
        "text": doubt.text,
        "candidates": [one["slug"] for one in doubt.candidates],
    }
    if likely := likely_answer(doubt):
        row["likely"] = likely
    return {**row, "answer": ""}


@transaction.atomic
def apply_file(of: Import, path: Path, *, by: Actor) -> int:
    """Take every answer in a file; return how many doubts they settled. Raises InvalidFile with all problems."""
    document = read_yaml(path, path.parent)
    if not isinstance(document.value, list):
        raise InvalidFile([document.problem((), type(document.value).__name__, "a list of questions")])
    waiting: dict[tuple[str, str, str], list[ImportDoubt]] = {}
    for doubt in open_doubts(of, blocking=False):
        field = "record" if is_about_record(doubt) else doubt.field
        waiting.setdefault((doubt.item.label, field, doubt.text), []).append(doubt)
    known = [text for _, _, text in waiting]
    problems: list[Problem] = []
    settled = 0
    for number, row in enumerate(document.value):
        if not isinstance(row, dict) or (unknown := [key for key in row if key not in KEYS]):
            value = str(unknown[0]) if isinstance(row, dict) else str(row)
            problems.append(document.problem((number,), value, "a question", nearest(value, KEYS)))
            continue
        answer = str(row.get("answer") or "").strip()
        if not answer:
            continue
        key = (str(row.get("record", "")), str(row.get("field", "")), str(row.get("text", "")))
        if key not in waiting:
            near = nearest(key[2], known) if len(problems) < MOST_NEAREST else ""
            problems.append(
                document.problem((number, "text"), key[2], "an open question of this import", near)
            )
            continue
        for doubt in waiting[key]:
            try:
                alias = bool(row.get("keep_alias")) and doubt.what != DoubtKind.AMBIGUOUS
                settled += decide(by=by, doubt=doubt, answer=answer, keep_as_alias=alias)
            except (UnknownAnswer, AliasNotPossible) as error:
                problems.append(document.problem((number, "answer"), answer, str(error)))
    if problems:
        raise InvalidFile(problems)
    return settled

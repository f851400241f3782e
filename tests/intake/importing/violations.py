"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem, Upload

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)


def an_import(**values: Any) -> Import:
    """Make the smallest import that the database accepts, or what `values` make of it."""
    given = {
        "kind": "MEMBERS",
        "file_name": "a.csv",
        "sha256": "0" * 64,
        "size": 1,
        "language": "en",
        "by": "x",
        "at": NOW,
    }
    made: Import = Import.objects.create(**(given | values))
    return made


def an_item(of: Import | None = None, **values: Any) -> ImportItem:
    """Make the smallest proposal."""
    given = {
        "position": 0,
        "record_type": "members.organisation",
        "key": "k",
        "target": "t",
        "action": "CREATE",
    }
    return ImportItem.objects.create(of=of or an_import(), **(given | values))


def a_doubt(item: ImportItem | None = None, **values: Any) -> ImportDoubt:
    """Make the smallest doubt."""
    given = {"position": 0, "what": "UNKNOWN", "text": "Somewhere"}
    return ImportDoubt.objects.create(item=item or an_item(), **(given | values))


def an_upload(**values: Any) -> Upload:
    """Make the smallest file that was handed in."""
    given = {"purpose": "IMPORT", "file_name": "a.csv", "sha256": "0" * 64, "size": 1, "by": "x", "at": NOW}
    made: Upload = Upload.objects.create(**(given | values))
    return made


def twice(make: Callable[..., object], of: object, *values: Mapping[str, Any]) -> None:
    """Make two of a kind under one parent."""
    for each in values:
        make(of, **each)


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "import_kind_known": lambda: an_import(kind="POEM"),
    "import_state_known": lambda: an_import(state="LOST", committed_by="x", committed_at=NOW),
    "import_file_hashed": lambda: an_import(sha256="0" * 63 + "g"),
    "import_names_who": lambda: an_import(by=""),
    "import_period_whole": lambda: an_import(period_start=date(2018, 4, 1)),
    "import_committed_by_whom": lambda: an_import(state="COMMITTED", committed_at=NOW),
    "import_undone_by_whom": lambda: an_import(
        state="UNDONE", committed_by="x", committed_at=NOW, undone_at=NOW
    ),
    "import_share_is_one": lambda: an_import(understood_share=1.1),
    "upload_purpose_known": lambda: an_upload(purpose="LOOK"),
    "upload_kind_known": lambda: an_upload(kind="POEM"),
    "upload_file_hashed": lambda: an_upload(sha256="0" * 63 + "g"),
    "upload_names_who": lambda: an_upload(by=""),
    "upload_period_whole": lambda: an_upload(period_start=date(2018, 4, 1)),
    "item_position_once": lambda: twice(an_item, an_import(), {}, {"target": "u"}),
    "item_target_once": lambda: twice(an_item, an_import(), {}, {"position": 1}),
    "item_action_known": lambda: an_item(action="BURN"),
    "item_decision_known": lambda: an_item(decision="PERHAPS"),
    "item_has_target": lambda: an_item(target=""),
    "item_has_key": lambda: an_item(key=""),
    "doubt_position_once": lambda: twice(a_doubt, an_item(), {}, {}),
    "doubt_kind_known": lambda: a_doubt(what="ODD"),
    "doubt_state_known": lambda: a_doubt(state="GONE", decided_by="x"),
    "doubt_answered_with_record": lambda: a_doubt(state="ANSWERED", decided_by="x"),
    "doubt_decided_by_whom": lambda: a_doubt(state="LEFT_OUT"),
}

"""What a draft lacks that a report cannot be printed without: said when it is sent, asked when it is approved."""

from __future__ import annotations

from rapporteur.base.core.models import Editorial
from rapporteur.records.activities.models import Activity


def lacks_text(draft: Editorial) -> bool:
    """Tell whether a draft is an activity without a text in any language: a check of its report blocks."""
    return isinstance(draft, Activity) and not draft.text

"""Write docs/report-data.schema.json, the JSON Schema of a report, from the model that defines it.

python tools/write_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from rapporteur.base.values.base import json_schema
from rapporteur.report.value.data import SCHEMA_VERSION, ReportData

TARGET = Path(__file__).resolve().parents[1] / "docs" / "report-data.schema.json"


def schema_text() -> str:
    """Return the schema as it is published."""
    schema = json_schema(ReportData)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Progress report, version {SCHEMA_VERSION}",
    }
    return (
        json.dumps(
            {**head, **{k: v for k, v in schema.items() if k != "title"}}, indent=2, ensure_ascii=False
        )
        + "\n"
    )


def main() -> None:
    """Write the schema."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(schema_text(), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

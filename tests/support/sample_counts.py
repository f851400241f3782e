"""What made-up reports share: everything that is counted from the records, and a picture."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.report.value import data as d

PERIOD = Period.parse("2018-Q2")


def only(texts: dict[str, str], languages: Sequence[str]) -> LocalizedText:
    """Return those of `texts` that `languages` ask for."""
    return LocalizedText({language: texts[language] for language in languages})


def picture(width: int = 96, height: int = 64, shade: int = 90) -> d.PhotoData:
    """Return a small PNG with a gradient."""
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in (shade, (x * 2) % 256, (y * 3) % 256))
        for y in range(height)
    )

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
    return d.PhotoData(
        media_type="image/png", width=width, height=height, content=base64.b64encode(content).decode("ascii")
    )


def derive(
    *,
    period: Period,
    lines: Sequence[str],
    nodes: Sequence[d.NodeData],
    activities: Sequence[d.ActivityData],
    members: Sequence[d.MemberData],
    regions: Sequence[d.RegionData],
    bilateral: int,
    media: int,
) -> tuple[
    tuple[d.NodeData, ...],
    tuple[d.LineExecution, ...],
    tuple[d.RegionData, ...],
    tuple[d.ActivatedMemberData, ...],
    d.SummaryData,
]:
    """Count everything that is counted: evidence per node, execution, regions, activated members, summary."""
    months = tuple(period.months())
    by_code: dict[str, list[d.ActivityData]] = {node.code: [] for node in nodes}
    parent = {node.code: node.parent for node in nodes}
    for activity in activities:
        served: set[str] = set()
        for code in activity.deliverables:
            step: str | None = code
            while step is not None:
                served.add(step)
                step = parent[step]
        for code in served:
            by_code[code].append(activity)
    counted = tuple(
        replace(
            node,
            activities=tuple(a.slug for a in by_code[node.code]),
            activities_by_month={
                month: sum(a.month == month for a in by_code[node.code]) for month in months
            },
        )
        for node in nodes
    )
    leaf = nodes[-1].level if nodes else ""

    def root(code: str) -> str:
        while (above := parent[code]) is not None:
            code = above
        return code

    execution = []
    for line in lines:
        below = [node for node in counted if root(node.code) == line and node.code != line]
        leaves = [node for node in below if node.level == leaf]
        middle = [node for node in below if node.level != leaf]
        execution.append(
            d.LineExecution(
                code=line,
                measures=len(middle),
                measures_touched=sum(bool(node.activities) for node in middle),
                deliverables=sum(node.listed for node in leaves),
                deliverables_with_evidence=sum(node.listed and bool(node.activities) for node in leaves),
                unlisted_with_evidence=sum(not node.listed and bool(node.activities) for node in leaves),
                activities=sum(activity.line == line for activity in activities),
                evidence=len({slug for node in leaves for slug in node.activities}),
            )
        )
    served_by: dict[str, list[str]] = {}
    for activity in activities:
        for part in activity.members:
            served_by.setdefault(part.slug, []).append(activity.slug)
    activated = tuple(
        d.ActivatedMemberData(
            slug=member.slug,
            name=member.name,
            region=member.region,
            activations=len(served_by[member.slug]),
            activities=tuple(served_by[member.slug]),
        )
        for member in members
        if member.slug in served_by
    )
    full_regions = []
    for region in regions:
        mine = tuple(slug for slug in region.members if slug in served_by)
        full_regions.append(
            replace(
                region,
                activated=mine,
                activations=sum(len(served_by[slug]) for slug in mine),
                share=round(len(mine) / len(region.members), 4) if region.members else 0.0,
            )
        )
    weeks = tuple(
        d.WeekData(
            start=week.start,
            end=week.last_day,
            activities_by_line=dict(
                sorted(Counter(a.line for a in activities if a.line and a.start and a.start in week).items())
            ),
        )
        for week in period.weeks()
    )
    full = [member for member in members if member.category == "FULL"]
    listed = [node for node in counted if node.level == leaf and node.listed]
    summary = d.SummaryData(
        activities=len(activities),
        activities_by_line={line: sum(a.line == line for a in activities) for line in lines},
        activities_by_month={month: sum(a.month == month for a in activities) for month in months},
        activities_by_kind=dict(sorted(Counter(a.kind for a in activities).items())),
        weeks=weeks,
        activations=sum(member.activations for member in activated),
        members=len(full),
        members_activated=len(activated),
        members_activated_share=round(len(activated) / len(full), 4) if full else 0.0,
        regions=len(full_regions),
        regions_activated=sum(bool(region.activated) for region in full_regions),
        deliverables=len(listed),
        deliverables_with_evidence=sum(bool(node.activities) for node in listed),
        bilateral_meetings=bilateral,
        media_mentions=media,
    )
    return counted, tuple(execution), tuple(full_regions), activated, summary

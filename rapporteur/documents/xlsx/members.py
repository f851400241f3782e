"""Members, those that were activated, and regions, as sheets."""

from __future__ import annotations

from rapporteur.base.values.collation import Key
from rapporteur.base.values.formatting.languages import country
from rapporteur.documents.xlsx.book import CODE, DEGREES, INTEGER, SHARE, TEXT, Book, Sheet
from rapporteur.documents.xlsx.words import (
    CATEGORIES,
    ORGANISATIONS,
)
from rapporteur.report.value.data import ActivatedMemberData, MemberData


def members(book: Book) -> Sheet:
    """A row per member in force."""
    columns = (
        ("Name", TEXT), ("Kind", TEXT), ("Category", TEXT), ("Country", TEXT), ("Region", TEXT),
        ("Latitude", DEGREES), ("Longitude", DEGREES), ("Activations", INTEGER), ("Identifier", CODE),
    )  # fmt: skip
    activations = {item.slug: item.activations for item in book.data.activated_members}
    rows = (
        (
            book.context.text(member.name),
            book.coded(ORGANISATIONS, member.kind),
            book.coded(CATEGORIES, member.category),
            country(member.country, book.context.language) if member.country else "",
            book.region(member.region),
            member.latitude,
            member.longitude,
            activations.get(member.slug, 0),
            member.slug,
        )
        for member in sorted(book.data.members, key=lambda member: _by_name(book, member))
    )
    return book.sheet("Members", columns, rows)


def _by_name(book: Book, member: MemberData | ActivatedMemberData) -> tuple[Key, str]:
    return book.context.key(book.context.text(member.name)), member.slug


def activated_members(book: Book) -> Sheet:
    """A row per activated member and activity of its."""
    columns = (
        ("Member", TEXT), ("Region", TEXT), ("Activations", INTEGER), ("Activity", TEXT),
        ("Identifier", CODE),
    )  # fmt: skip
    rows = (
        (
            book.context.text(member.name),
            book.region(member.region),
            member.activations,
            book.titles.get(slug, slug),
            member.slug,
        )
        for member in sorted(book.data.activated_members, key=lambda member: _by_name(book, member))
        for slug in member.activities
    )
    return book.sheet("Activated members", columns, rows)


def regions_sheet(book: Book) -> Sheet:
    """A row per region."""
    columns = (
        ("Region", TEXT), ("Members", INTEGER), ("Honorary members", INTEGER), ("Activated members", INTEGER),
        ("Activations", INTEGER), ("Share", SHARE), ("Identifier", CODE),
    )  # fmt: skip
    rows = (
        (
            book.regions[region.slug],
            len(region.members),
            len(region.honorary),
            len(region.activated),
            region.activations,
            region.share,
            region.slug,
        )
        for region in book.data.regions
    )
    return book.sheet("Regions", columns, rows)

"""One contradiction planted in a report that has none is found, and nothing else; in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from rapporteur.documents.docx import render as docx
from rapporteur.documents.pdf import render as pdf
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import reconcile
from rapporteur.intake.reconciling.rulebook import RULES
from rapporteur.intake.reconciling.rules import records as record_rules
from rapporteur.proof.rules.finding import Finding
from tests.intake.reconciling import reconcile_parsed_plants as read
from tests.intake.reconciling import reconcile_plants as plant
from tests.intake.reconciling.judged.cases import rules_planted
from tests.intake.reconciling.networks.content import NETWORKS, Content
from tests.intake.reconciling.networks.planting import plant as plant_in_network
from tests.intake.reconciling.reconcile_copy import Copy, original
from tests.intake.reconciling.reconcile_sample import LANGUAGES, clean_report, found_in
from tests.support.printed_text import Box, Layout, render

pytestmark = pytest.mark.usefixtures("unmeasured")  # the near misses run the same rules

PLANTED: list[tuple[str, Callable[[Copy], None], set[str]]] = [
    ("activated-not-listed", plant.unlist, set()),
    ("listed-not-activated", plant.unbox, set()),
    ("plan-code-unlisted", plant.forget_code, set()),
    ("plan-deliverable-no-evidence", plant.add_code, set()),
    ("activity-foreign-codes", plant.foreign_code, set()),
    ("activity-only-foreign-codes", plant.only_foreign, set()),
    ("count-differs", plant.fees_differ, set()),
    ("count-differs", plant.total, set()),
    ("editorial-figure", plant.editorial, set()),
    ("percentage-differs", plant.share, set()),
    ("organisation-twice", plant.listed_twice, set()),
    ("organisation-twice", plant.listed_twice_at_once, set()),
    ("organisation-twice", plant.listed_in_two_languages, set()),
    ("spelling-varies", plant.spelling, set()),
    ("spelling-varies", plant.accent, set()),
    ("name-not-in-directory", plant.stranger, set()),
    ("name-ambiguous", plant.ambiguous, set()),
    ("box-wrong-heading", plant.wrong_heading, set()),
    ("prospect-list-repeated", plant.prospect_list, set()),
    ("prospect-met-again", plant.prospect_again, set()),
    ("meeting-prospect-is-member", plant.prospect_member, set()),
    ("meeting-no-activity", plant.lone_meeting, set()),
    ("met-not-activated", plant.met_elsewhere, set()),
    ("media-no-channel", plant.no_channel, set()),
    ("media-twice", plant.media_again, set()),
    ("activity-no-place", plant.no_place, set()),
    ("activity-month-only", plant.month_only, set()),
    ("activity-no-member", plant.no_member, {"activity-host-not-activated"}),
    ("activity-no-deliverable", plant.no_code, set()),
    ("activity-same-place-dates", plant.same_place_dates, set()),
    ("activity-same-long-dates", plant.same_long_dates, set()),
    ("same-programme-dates", plant.same_programme, set()),
    ("activity-host-not-activated", plant.host, set()),
    ("activity-member-named", plant.named, set()),
    ("region-count-differs", plant.region_count, set()),
    ("person-nearly-same", plant.misspelt_focal_point, set()),
    ("text-second-day", plant.second_day, set()),
    ("text-count-differs", plant.number_and_box, set()),
    ("text-count-differs", plant.number_and_list, set()),
    ("text-other-date", plant.other_days, set()),
    ("weekday-wrong", plant.weekday, set()),
    ("text-twice", plant.same_text, set()),
    ("activity-outside-period", plant.outside, set()),
    ("plan-same-wording", plant.same_wording, set()),
    ("plan-table-gap", plant.table_gap, set()),
    ("seat-not-member", plant.seat, set()),
    ("person-two-seats", plant.two_seats, set()),
    ("name-twice-in-list", plant.box_twice, set()),
    ("dues-no-date", plant.undated, set()),
    ("payers-exceed-members", plant.more_payers_than_members, set()),
    ("totals-differ", plant.two_totals, {"count-differs"}),
    ("plan-measure-alone", plant.measure_alone, set()),
    ("met-not-listed", plant.met_only, set()),
    ("secretary-not-member", plant.secretary, set()),
    ("person-spelling-varies", plant.person, set()),
    ("dates-of-another", plant.dates_of_another, set()),
    ("activity-out-of-order", plant.out_of_order, set()),
    ("activity-other-place", plant.other_place, set()),
    ("activity-at-seat", plant.at_seat, set()),
    ("activity-ends-after-period", plant.ends_after, set()),
    ("dues-old-date", plant.old_dues, set()),
    ("editorial-figure", plant.word_for_activities, set()),
]
READ: list[tuple[str, Callable[[ParsedReport], ParsedReport], set[str]]] = [
    ("report-no-activity", read.no_activities, {"plan-deliverable-no-evidence", "meeting-no-activity"}),
    ("activity-no-date", read.no_date, set()),
    ("activity-ends-before-start", read.ends_before, set()),
    ("activity-no-text", read.no_text, set()),
    ("meeting-nobody", read.nobody_met, set()),
    ("media-no-outlet", read.no_outlet, set()),
]
"""What a text can hardly print, but a table or a form can."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_has_no_finding(language: str) -> None:
    assert [finding.message("en") for finding in found_in(original(language)).findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "change", "also"), PLANTED, ids=[f"{r}:{p.__name__}" for r, p, _ in PLANTED]
)
def test_what_is_planted_is_found_and_nothing_else(
    rule: str, change: Callable[[Copy], None], also: set[str], language: str
) -> None:
    copy = Copy(language)
    change(copy)
    assert copy.text() != "\n\n".join(Copy(language).blocks)
    _found_once(found_in(copy.text()).findings, rule, also)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rule", "change", "also"), READ, ids=[rule for rule, _, _ in READ])
def test_what_is_planted_in_what_was_read_is_found(
    rule: str, change: Callable[[ParsedReport], ParsedReport], also: set[str], language: str
) -> None:
    doc = read_source(original(language).encode())
    _found_once(reconcile(doc, parsed=change(parse_lines(doc))).findings, rule, also)


def _found_once(findings: tuple[Finding, ...], rule: str, also: set[str]) -> None:
    told = [(finding.rule.id, finding.message("en")) for finding in findings if finding.rule.id not in also]
    assert [each for each, _ in told] == [rule], told
    (finding,) = [finding for finding in findings if finding.rule.id == rule]
    assert rule == "report-no-activity" or any(
        item.passage and item.passage.lines for item in finding.evidence
    )
    for language in LANGUAGES:
        assert not re.search(r"\.\.$|[{}]| ,|\(\)", finding.message(language)), finding.message(language)
        assert finding.cure(language)


def test_every_rule_on_print_alone_has_a_planted_contradiction() -> None:
    alone = {rule.id for rule in RULES if rule not in record_rules.RULES}
    elsewhere = {each.rule for each in plant_in_network(Content(NETWORKS[0], "en"))}
    assert alone == {rule for rule, _, _ in PLANTED} | {
        rule for rule, _, _ in READ
    } | elsewhere | rules_planted("first")


LAYOUTS = {
    "wrapped": Layout(width=72),
    "narrow": Layout(narrow=18, width=60),
    "bold": Layout(bold=True),
    "colon": Layout(colon=True),
    "within": Layout(boxes=(Box.WITHIN,)),
    "before": Layout(boxes=(Box.BEFORE, Box.APART)),
    "scrambled": Layout(boxes=(Box.SCRAMBLED,)),
    "no-headings": Layout(line_headings=False),
    "media-within": Layout(media_after=4),
    "pages": Layout(page_breaks=True),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clean_report_has_no_finding_however_it_is_set(layout: str, language: str) -> None:
    text = render(clean_report(), language, LAYOUTS[layout]).decode()
    assert [finding.message("en") for finding in found_in(text).findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_has_no_finding_as_docx_or_pdf(language: str) -> None:
    for made, name in ((docx.render, "report.docx"), (pdf.render, "report.pdf")):
        found = reconcile(read_source(made(clean_report(), language), name=name))
        assert [finding.message("en") for finding in found.findings] == []

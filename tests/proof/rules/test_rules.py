"""Every rule finds its fault, leaves the nearest thing alone, and says so in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.catalogues import translate
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Rule
from rapporteur.proof.rules.rulebook import ALL, run_checks
from rapporteur.proof.rules.subject import Fact
from tests.proof.rules.cases import CASES, Case
from tests.proof.rules.subjects import (
    BERLIN,
    FORUM,
    LYON,
    SOUND,
    activated,
    organisation,
    sound,
    with_forum,
    words,
)

RULES: dict[str, Rule] = {rule.id: rule for rule in ALL}


def test_rules_have_a_case_each() -> None:
    assert [case.rule for case in CASES] == sorted(RULES, key=[case.rule for case in CASES].index)


def test_sound_report_has_no_finding() -> None:
    assert run_checks(SOUND) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_rule_finds_the_planted_fault(case: Case) -> None:
    findings = run_checks(case.planted, [RULES[case.rule]])
    assert tuple((finding.record.slug, finding.field) for finding in findings) == case.found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_rule_leaves_the_near_miss_alone(case: Case) -> None:
    assert run_checks(case.near, [RULES[case.rule]]) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_rule_speaks_three_languages(case: Case) -> None:
    (finding, *_) = run_checks(case.planted, [RULES[case.rule]])
    for sentences in (
        {finding.message(each) for each in ("fr", "en", "es")},
        {finding.cure(each) for each in ("fr", "en", "es")},
    ):
        assert len(sentences) == 3
        assert all(
            sentence.endswith(".") and "{" not in sentence and "'" not in sentence for sentence in sentences
        )


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_rule_is_not_asked_of_a_subject_that_does_not_know(rule: Rule) -> None:
    planted = next(case.planted for case in CASES if case.rule == rule.id)
    for fact in rule.needs:
        assert run_checks(replace(planted, knows=planted.knows - {fact}), [rule]) == ()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_rule_has_words_in_three_languages(rule: Rule) -> None:
    for language in ("fr", "es"):
        assert translate(rule.message, language)
        assert translate(rule.mend, language)
    assert rule.asks.endswith("?")
    assert rule.why.endswith(".")


def test_rules_that_may_be_waived_although_they_block() -> None:
    assert {rule.id for rule in ALL if rule.waivable and rule.severity is Severity.BLOCKING} == {
        "activation-out-of-force", "organisation-twice", "count-differs", "plan-missing", "dues-statement-differs",
        "text-stale",
    }  # fmt: skip


# --- names in texts: what is told apart ---------------------------------------------------------


def named(text: str, language: str = "en", *more: f.OrganisationFacts) -> list[str]:
    """The slugs of the members that `text` names and the forum does not activate."""
    subject = replace(
        with_forum(text=LocalizedText({language: text})), organisations=(*SOUND.organisations, *more)
    )
    return [
        str(finding.values["member"]["en"])
        for finding in run_checks(subject, [RULES["activity-member-named"]])
    ]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Cordoba spoke.", ["Córdoba"]),  # accents are optional
        ("CÓRDOBA spoke.", ["Córdoba"]),
        ("Delegates from Córdoba, La Paz.", ["Córdoba", "La Paz"]),
        ("Everyone wants paz.", []),
        ("Berliners spoke.", []),  # whole words only
        ("The Barcelona Metropolitan Area spoke.", ["Barcelona Metropolitan Area"]),  # the longest name
        ("Barcelona spoke.", []),  # the city of the seat
        ("We thank Berlin Delgado.", []),  # a surname follows
        ("We thank Maria Berlin.", []),  # a first name precedes
        ("Yesterday. Maria said: Berlin spoke.", ["Berlin"]),
        ("La\u00a0Paz spoke.", ["La Paz"]),
        ("La, Paz", []),
    ],
)
def test_member_named_is_told_from_other_words(text: str, members: list[str]) -> None:
    assert named(text) == members


def test_member_named_only_by_an_alias_of_another_language() -> None:
    assert named("Cordoue spoke.", "en") == []
    assert named("Cordoue a parlé.", "fr") == ["Córdoba"]


def test_member_named_before_it_was_a_member() -> None:
    later = replace(BERLIN, memberships=(f.MembershipFacts(FORUM.end),))
    subject = sound(
        activities=(replace(FORUM, text=words("Berlin came to Lyon.")),),
        organisations=(LYON, later),
        activated=("lyon",),
    )
    assert run_checks(subject, [RULES["activity-member-named"]]) == ()


def test_two_organisations_of_one_name_are_ambiguous() -> None:
    spain = organisation("cordoba-spain", "Córdoba", "Cordoue", country="ES")
    subject = replace(
        with_forum(text=words("Córdoba spoke in Lyon.")), organisations=(*SOUND.organisations, spain)
    )
    assert [f.values["written"] for f in run_checks(subject, [RULES["name-ambiguous"]])] == ["Córdoba"]
    assert run_checks(subject, [RULES["activity-member-named"]]) == ()


def test_place_of_its_own_is_known_in_other_texts() -> None:
    here = f.Place(words("Strasbourg"))
    other = replace(
        FORUM, slug="other", places=(here,), members=activated("lyon"), text=words("In Strasbourg.")
    )
    lost = replace(FORUM, text=words("The delegates were in Strasbourg."))
    findings = run_checks(sound(activities=(lost, other)), [RULES["activity-other-place"]])
    assert [(finding.record.slug, finding.values["others"]) for finding in findings] == [
        ("forum", ("Strasbourg",))
    ]


def test_same_place_and_dates_of_three_is_one_finding() -> None:
    twins = tuple(replace(FORUM, slug=slug) for slug in ("a", "b", "c"))
    findings = run_checks(sound(activities=twins), [RULES["activity-same-place-dates"]])
    assert [(finding.record.slug, len(finding.values["others"])) for finding in findings] == [("a", 2)]


def test_silence_is_not_told_of_quarters_nobody_recorded() -> None:
    planted = next(case.planted for case in CASES if case.rule == "plan-measure-silent")
    for previous in ((), (None,) * 4, (frozenset({"L2M1D1"}),) * 2):
        assert run_checks(replace(planted, previous=previous), [RULES["plan-measure-silent"]]) == ()


def test_confidential_rules_are_those_of_the_ledger() -> None:
    assert {rule.id for rule in ALL if rule.confidential} == {"dues-paid-more"}
    assert Fact.LEDGER in RULES["dues-paid-more"].needs

"""The parts of a view: activities, figures, seats, maps, and sections that are not there."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run
from rapporteur.documents.view.cartography import Sizes
from rapporteur.documents.view.context import Context, tint
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import ReportData
from tests.support.sample_report import sample_report, tiny_report
from tests.support.views import report, view


def test_activities_are_in_order_and_month_only_ones_end_their_month() -> None:
    data = {f"activity-{activity.slug}": activity for activity in report("sample").activities}
    key = sort_key("fr")
    for line in view("sample", "fr").lines:
        order = [
            (data[one.anchor].month, data[one.anchor].start is None, data[one.anchor].start or date.max)
            for one in line.activities
        ]
        titled = [
            (*row, key(data[one.anchor].title["fr"])) for row, one in zip(order, line.activities, strict=True)
        ]
        assert titled == sorted(titled)
    assert any(activity.start is None for activity in data.values())


def test_order_and_numbers_are_the_same_in_every_language() -> None:
    def numbered(language: str) -> list[tuple[int, str]]:
        return [
            (one.number, one.anchor) for line in view("sample", language).lines for one in line.activities
        ]

    assert numbered("en") == numbered("es") == numbered("de") == numbered("fr")


def test_an_initiative_does_not_repeat_its_kind() -> None:
    data = report("sample")
    source = next(activity for activity in data.activities if activity.initiative)
    assert source.initiative

    def shown(kind: str, name: str) -> str:
        assert source.initiative
        initiative = replace(source.initiative, kind=kind, name=LocalizedText({"fr": name}))
        activity = replace(source, initiative=initiative)
        changed = tuple(activity if one is source else one for one in data.activities)
        lines = present(replace(data, activities=changed), "fr").lines
        return next(
            a.initiative for line in lines for a in line.activities if a.anchor == f"activity-{source.slug}"
        )

    assert shown("PILOT_PROJECT", "Marchés") == "Projet pilote\u00a0: Marchés"
    assert shown("PILOT_PROJECT", "Projets pilotes 2020") == "Projets pilotes 2020"
    assert shown("TWIN_TOWNS", "Marchés") == "Twin towns\u00a0: Marchés"


def test_maps_say_what_they_show() -> None:
    europe = next(one for one in view("sample", "en").regions if one.anchor == "region-europe")
    assert europe.map is not None
    assert europe.map.alt.startswith("Map: Europe, 20 members, 1 honorary member. Activated: ")
    data = report("sample")
    place = replace(data.activities[0].places[0], name=LocalizedText({"fr": "Porto (ville)"}))
    activity = replace(data.activities[0], places=(place,), photo=None)
    changed = replace(data, activities=(activity, *data.activities[1:]))
    found = next(
        a
        for line in present(changed, "fr").lines
        for a in line.activities
        if a.anchor == f"activity-{activity.slug}"
    )
    assert found.map is not None
    assert found.map.alt.startswith("Carte\u00a0: Porto (ville), ")


def test_an_activity_shows_a_photo_or_a_map() -> None:
    both = [(a.photo, a.map) for line in view("sample", "en").lines for a in line.activities]
    assert any(photo for photo, _ in both)
    assert any(shown for _, shown in both)
    assert not any(photo and shown for photo, shown in both)


def test_an_activity_in_three_languages() -> None:
    first = {language: view("sample", language).lines[1].activities[0] for language in ("fr", "en", "es")}
    slug = first["fr"].anchor.removeprefix("activity-")
    data = next(activity for activity in report("sample").activities if activity.slug == slug)
    assert first["en"].title == data.title["en"]
    assert first["es"].anchor == f"activity-{slug}"
    assert {chip.code for chip in first["fr"].deliverables} == set(data.deliverables)
    assert all(chip.colour in report("sample").association.colours.lines for chip in first["fr"].deliverables)


def test_places_in_words() -> None:
    shown = {a.anchor: a for line in view("sample", "fr").lines for a in line.activities}
    for activity in report("sample").activities:
        place = shown[f"activity-{activity.slug}"].place
        if activity.online:
            assert place == "En ligne"
        elif not activity.places:
            assert place == ""
        elif len(activity.places) == 2:
            assert " et " in place
        else:
            assert place == activity.places[0].name["fr"].replace("'", "’")


def test_seats_are_gendered_as_recorded_and_vacancies_stated() -> None:
    region = next(one for one in view("sample", "es").regions if one.anchor == "region-latin-america")
    vice = next(group for group in region.board if group.title == "Vicepresidencia regional")
    assert [(seat.name, seat.vacant) for seat in vice.seats] == [("Puesto vacante", True)]
    functions = {
        person.name: person.function for one in view("sample", "es").regions for person in one.secretaries
    }
    assert set(functions.values()) == {"Secretaria regional", "Secretario regional"}
    europe = next(one for one in view("sample", "fr").regions if one.anchor == "region-europe")
    assert (europe.board[0].title, europe.board[0].seats[0].mark) == ("Présidence", "par intérim")


def test_glance_has_six_figures_with_their_sections() -> None:
    figures = view("sample", "en").glance
    assert [figure.key for figure in figures] == [
        "activities", "members", "regions", "deliverables", "dues", "bilateral_meetings",
    ]  # fmt: skip
    assert [figure.anchor for figure in figures] == [
        "section-activities", "section-activated_members", "section-activated_members", "section-plan",
        "section-dues", "section-bilateral_meetings",
    ]  # fmt: skip
    assert (figures[1].value, figures[1].of, figures[1].label) == ("64", "of 83 members", "activated members")


def test_levels_are_called_what_the_plan_calls_them() -> None:
    assert view("sample", "fr").lines[0].kicker == "Axe 1"
    assert view("sample", "fr").words["deliverables"] == "Livrables"
    assert view("tiny", "pt").lines[0].kicker == "Meta A"
    assert view("tiny", "pt").words["measures"] == "Resultados"
    assert view("tiny", "pt").glance[-1].label == "resultados com evidência"


def test_colours_are_cycled_and_tinted() -> None:
    assert [line.colour for line in view("tiny", "en").lines] == ["#1d4e89", "#1d4e89", "#3a3a5c"]
    assert tint("#000000") == "#ebebeb"
    assert tint("#ffffff") == "#ffffff"
    assert tint("#1f4e8c") == "#edf1f6"


def test_activities_of_no_line_come_last() -> None:
    last = view("tiny", "pt").lines[-1]
    assert (last.anchor, last.code, last.title, len(last.activities)) == (
        "line-other",
        "",
        "Outras atividades",
        1,
    )


def test_sections_without_data_are_absent() -> None:
    data = replace(sample_report(activities=12), dues=None, media=(), editorial=None, staff=())
    shown = present(data, "en")
    assert shown.dues is None
    assert (shown.media, shown.staff, shown.editorial) == ([], [], [])
    assert shown.signatory is None
    gone = {"dues", "media", "editorial", "secretariat"}
    assert gone.isdisjoint(shown.sections)
    assert gone.isdisjoint(entry.key for entry in shown.contents)
    assert [figure.key for figure in shown.glance] == [
        "activities",
        "members",
        "regions",
        "deliverables",
        "bilateral_meetings",
    ]


def test_sections_that_the_report_does_not_ask_for_are_absent() -> None:
    data = replace(sample_report(activities=12), sections=("cover", "activities"))
    shown = present(data, "en")
    assert shown.sections == ["cover", "activities"]
    assert (shown.regions, shown.execution, shown.activated) == ([], [], [])
    assert shown.dues is None
    assert {figure.anchor for figure in shown.glance} == {"section-activities", ""}


def test_a_report_without_a_plan() -> None:
    source = tiny_report()
    activities = tuple(replace(a, line=None, deliverables=()) for a in source.activities)
    shown = present(replace(source, plan=None, activities=activities), "pt")
    assert shown.execution == []
    assert [line.title for line in shown.lines] == ["Atividades"]
    assert shown.words["line"] == "Linha"
    assert [figure.key for figure in shown.glance] == ["activities", "members", "regions"]


def test_a_missing_translation_falls_back_to_the_source_language() -> None:
    data = sample_report(activities=3)
    changed = replace(
        data.activities[0],
        title=LocalizedText({"fr": "Un titre : le seul"}),
        text={"fr": data.activities[0].text["fr"]},
    )
    shown = present(replace(data, activities=(changed, *data.activities[1:])), "es")
    found = next(a for line in shown.lines for a in line.activities if a.anchor == f"activity-{changed.slug}")
    assert found.title == "Un titre\u00a0: le seul"
    assert found.text


def test_sizes_of_dots_follow_the_numbers_that_occur() -> None:
    assert [Sizes([1, 5]).of(count) for count in (1, 2, 3, 4, 5, 9)] == [0, 1, 2, 2, 3, 3]
    assert [Sizes([240]).of(count) for count in (1, 20, 21, 48, 49, 120, 121)] == [0, 0, 1, 1, 2, 2, 3]
    context = Context(report("sample"), "en")
    assert [row[2] for row in Sizes([3]).legend(context, str)] == ["1", "2", "3"]
    assert [row[2] for row in Sizes([240]).legend(context, str)] == ["1–20", "21–48", "49–120", "121–240"]


def test_one_honorary_member_is_no_members() -> None:
    regions = {region.anchor: region for region in view("sample", "fr").regions}
    assert len(regions["region-europe"].honorary) == 1
    assert regions["region-europe"].honorary_title == "Membre d’honneur"
    assert regions["region-africa"].honorary_title == "Membres d’honneur"


def test_no_line_ends_between_a_number_and_what_it_counts() -> None:
    activity = sample_report().activities[0]
    runs = (Run(text="Le 9 mai 2018, "), Run(text="137 membres (ODD 9) et M. Kissack y étaient tous."))
    spoilt = replace(activity, text={"fr": (Block(items=(runs,)),)})
    shown = present(replace(sample_report(), activities=(spoilt,)), "fr").lines[0].activities[0]
    assert [run.text for run in shown.text[0].items[0]] == [
        "Le 9\u00a0mai 2018, ",
        "137\u00a0membres (ODD\u00a09) et M.\u00a0Kissack\u00a0y\u00a0étaient\u00a0tous.",
    ]


def test_figures_that_add_up_to_another_number_say_why() -> None:
    data = sample_report()
    assert data.plan
    for line in present(data, "en").lines:
        if line.code:
            below = sum(len(node.activities) for node in data.plan.nodes if node.parent == line.code)
            assert (str(below) in line.sums) == (below != len(line.activities))
            assert bool(line.sums) == (below != len(line.activities))
    assert any(line.sums for line in present(data, "en").lines)


def _often(count: int) -> ReportData:
    data = sample_report()
    first, *others = data.activated_members
    return replace(data, activated_members=(replace(first, activations=count), *others))


@pytest.mark.parametrize(("most", "dots"), [(9, 9), (10, 10), (11, 6), (60, 6), (200, 10)])
def test_dots_have_a_scale_of_the_data(most: int, dots: int) -> None:
    view = present(_often(most), "en")
    shown = [member.dots for region in view.activated for member in region.members]
    assert (max(shown), min(shown)) == (dots, 1)
    assert bool(view.activated_scale) == (most > 10)


def test_a_dot_means_the_same_on_the_maps_of_all_lines() -> None:
    maps = [line.map for line in view("sample", "en").lines if line.map]
    assert len(maps) > 1
    assert len({tuple(map(str, one.legend)) for one in maps}) == 1


def test_months_of_the_plan_are_told_apart_by_their_names() -> None:
    row = view("sample", "fr").execution[0].measures[0].rows[0]
    assert [name for name, _, _ in row.months] == ["avr.", "mai", "juin"]


def test_map_names_every_activated_member() -> None:
    data, shown = report("sample"), view("sample", "en").regions
    for region, one in zip(data.regions, shown, strict=True):
        if one.map:
            named = [member.name for member in (*one.members, *one.honorary) if member.mark]
            assert [name for name in named if name not in one.map.alt] == []
            assert f"{len(region.members)} member" in one.map.alt

"""What a juror of a blind call reads: no name of who applies, in whatever form it stands there."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.search import fold
from rapporteur.records.juries.blinding import HIDDEN, hide_names
from rapporteur.records.juries.queries import applications_for
from tests.factories import make

NAMES = [
    "Lyon",
    "São Paulo",
    "Área Metropolitana de Barcelona",
    "Ville d’Abidjan",
    "東京",
    "İzmir",
    "Köln",
    "Pau",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyon, LYON et lyonnais", "[…], […] et […]"),
        ("from Sao-Paulo.", "from […]."),
        ("SÃO  PAULO", "[…]"),
        ("à l’Area Metropolitana de Barcelona", "à l’[…]"),
        ("東京都の計画", "[…]都の計画"),
        ("izmir", "[…]"),
        ("Write to mayor@lyon.fr or www.lyon.fr/x or https://koeln.example", "Write to […] or […] or […]"),
        ("une pause", "une pause"),
        ("Pau, la nuit", "[…], la nuit"),
        ("the tides", "the tides"),
    ],
)
def test_names_are_hidden_however_they_are_written(text: str, expected: str) -> None:
    assert hide_names(text, NAMES) == expected


WORDS = st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), max_size=30)


@given(
    st.lists(st.one_of(WORDS, st.sampled_from(NAMES)), max_size=12),
    st.sampled_from([str.upper, str.title, str]),
)
def test_no_name_is_left_whatever_stands_around_it(parts: list[str], case: object) -> None:
    assert callable(case)
    text = " ".join(case(one) for one in parts)
    left = f" {fold(hide_names(text, NAMES))} "
    assert [name for name in NAMES if f" {fold(name)} " in left] == []


@given(st.lists(WORDS, max_size=8))
def test_what_names_nobody_stays(parts: list[str]) -> None:
    text = " ".join(parts)
    if HIDDEN not in (hidden := hide_names(text, ["Ouagadougou"])):
        assert hidden == text


@pytest.mark.django_db
def test_a_juror_of_a_blind_call_is_given_no_name_in_any_language() -> None:
    call = make.CallForApplicationsFactory(blind=True)
    city = make.OrganisationFactory(slug="tokyo", named=False)
    make.OrganisationNameFactory(
        organisation=city, name={"en": "Tokyo", "fr": "Ville de Tokyo", "ja": "東京"}
    )
    make.OrganisationNameFactory(organisation=make.OrganisationFactory(named=False), name={"en": "Elsewhere"})
    make.OrganisationAliasFactory(organisation=city, text="Edo")
    mayor = make.PersonFactory(name="Koike Yuriko")
    make.MandateFactory(person=mayor, seat=make.SeatFactory(organisation=city))
    application = make.ApplicationFactory(
        call=call,
        lead=city,
        title={"en": "Tides of Tokyo", "fr": "Les marées de la ville de Tokyo"},
        summary={"en": "In Edo, says Koike Yuriko, and John Smith; not Elsewhere"},
        contact="John Smith\njohn@tokyo.example",
    )
    make.CallQuestionFactory(call=call)
    make.ApplicationAnswerFactory(application=application, text={"ja": "東京の海"})
    juror = make.JurorFactory(call=call, stage="CHOSEN", declared_date=date(2018, 6, 1))
    (shown,) = applications_for(juror)
    assert shown.organisations == ()
    texts = repr((shown.title, shown.summary, shown.answers))
    assert not re.search("tokyo|edo|koike|smith|東京", texts, re.IGNORECASE)
    assert "Elsewhere" in texts
    call.blind = False
    call.save()
    juror.refresh_from_db()
    (open_,) = applications_for(juror)
    assert open_.organisations == (city.pk,)
    assert open_.title["en"] == "Tides of Tokyo"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"stage": "CHOSEN"}, {"stage": "CANDIDATE", "declared_date": date(2018, 6, 1)}]
)
def test_nothing_is_read_before_being_chosen_and_having_declared(values: dict[str, object]) -> None:
    juror = make.JurorFactory(**values)
    make.ApplicationFactory(call=juror.call)
    assert applications_for(juror) == []


@pytest.mark.django_db
def test_of_what_touches_them_a_juror_reads_its_number() -> None:
    juror = make.JurorFactory(stage="CHOSEN", declared_date=date(2018, 6, 1))
    tied = make.TieFactory(juror=juror).organisation
    make.ApplicationFactory(call=juror.call, lead=tied, number=1)
    make.ApplicationFactory(call=juror.call, number=2)
    first, second = applications_for(juror)
    assert (first.number, first.is_conflicting, dict(first.title)) == (1, True, {})
    assert not second.is_conflicting
    assert second.title

"""Which names mean one organisation by their words alone, and the cities that have several names."""

from __future__ import annotations

import pytest

from rapporteur.records.names.cities import cities_in_texts, city_names
from rapporteur.records.names.forms import form_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("South Tangerang", "TANGERANG DU SUD"),
        ("New York", "Nueva York"),
        ("Shiraz", "Chiraz"),
        ("Calcutta", "Kolkata"),
        ("Bogota", "BOGOTÁ"),
        ("Le Caire", "Cairo"),
        ("Rome", "Roma"),
        ("Barcelona (metropolitan area)", "Aire Métropolitaine de Barcelone"),
        ("New Delhi – NIUA", "NEW DELHI-NIUA"),
        ("Beijing", "PÉKIN"),
        ("Mumbai", "Bombay"),
        ("Ho Chi Minh City", "Saïgon"),
        ("Genève", "Ginebra"),
        ("Cordoue", "Córdoba"),
        ("Esmirna", "Izmir"),
    ],
)
def test_names_of_one_organisation(one: str, other: str) -> None:
    assert form_of(one).agrees(form_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taipei", "New Taipei City"),
        ("Barcelone (ville)", "Barcelone (aire métropolitaine)"),
        ("Daegu", "Daejeon"),
        ("Changsha", "Changchun"),
        ("Guangzhou", "Gwangju"),
        ("Fuzhou", "Suzhou"),
        ("North Lusaka", "South Lusaka"),
        ("Genève", "Gênes"),
        ("Beijing", "Nanjing"),
        ("Bogor", "Bogotá"),
        ("Valencia", "Valence"),
        ("Córdoba (España)", "Córdoba (Argentina)"),
    ],
)
def test_names_of_two_organisations(one: str, other: str) -> None:
    assert not form_of(one).agrees(form_of(other))


def test_a_city_has_one_key_for_all_its_names() -> None:
    names = [name for same in city_names().values() for name in same]
    assert len(city_names()) > 400
    assert all(name.strip() == name and name for name in names)


def test_words_that_are_no_city_are_not_looked_for_in_texts() -> None:
    told = {name for same in cities_in_texts() for name in same}
    assert {"Oslo", "Pékin", "Nueva York"} <= told
    assert not told & {"Florence", "Sofia", "Milan", "Malta", "Victoria", "Chita"}

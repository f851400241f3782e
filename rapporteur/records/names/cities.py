"""Names of cities of the world in three languages: which names are one city, and which words of a text are a city.

The Unicode locale data have the cities that give their names to time zones. Below are large cities that they lack and
that French, English and Spanish print differently, or that have changed their names; ambiguous names are left out.
"""

from __future__ import annotations

from functools import lru_cache

from rapporteur.base.values.search import fold

LANGUAGES = ("fr", "en", "es")
_MORE = """
Abou Dabi | Abu Dhabi | Abu Dabi
Aix-la-Chapelle | Aachen | Aquisgrán
Alep | Aleppo | Alepo
Alexandrie | Alexandria | Alejandría
Anvers | Antwerp | Amberes
Assouan | Aswan | Asuán
Bâle | Basel | Basilea
Bangalore | Bengaluru
Bassora | Basra | Basora
Berne | Bern | Berna
Bologne | Bologna | Bolonia
Bombay | Mumbai
Brême | Bremen | Brema
Bruges | Brugge | Brujas
Canton | Guangzhou | Cantón
Carthagène | Cartagena
Cologne | Köln | Colonia
Cordoue | Córdoba
Cracovie | Kraków | Krakow | Cracovia
Damiette | Damietta | Damieta
Djeddah | Jeddah | Yeda
Dresde | Dresden
Édimbourg | Edinburgh | Edimburgo
Fès | Fez
Florence | Firenze | Florencia
Francfort | Frankfurt | Fráncfort
Gand | Ghent | Gante
Gênes | Genoa | Génova
Genève | Geneva | Ginebra
Gizeh | Giza | Guiza
Göteborg | Gothenburg | Gotemburgo
Haïfa | Haifa
Hô-Chi-Minh-Ville | Ho Chi Minh City | Ciudad Ho Chi Minh | Saïgon | Saigon
Hambourg | Hamburg | Hamburgo
Hanoï | Hanoi | Hanói
Ispahan | Isfahan | Esfahan | Isfahán
Jaïpur | Jaipur
Jérusalem | Jerusalem | Jerusalén
Kharkiv | Kharkov | Járkov
Kyoto | Kioto
La Corogne | A Coruña | La Coruña
La Haye | The Hague | La Haya
La Mecque | Mecca | La Meca
Lausanne | Lausana
Livourne | Livorno
Louxor | Luxor | Lúxor
Lviv | Lvov | Leópolis
Lyon | Lyons
Machhad | Mashhad | Meshed | Mashad
Madras | Chennai
Marrakech | Marrakesh
Marseille | Marseilles | Marsella
Mayence | Mainz | Maguncia
Milan | Milano | Milán
Mossoul | Mosul
Munich | München | Múnich
Nankin | Nanjing | Nankín
Naples | Napoli | Nápoles
Nuremberg | Nürnberg | Núremberg
Padoue | Padua | Padova
Palerme | Palermo
Pampelune | Pamplona
Pékin | Beijing | Peking | Pekín
Pérouse | Perugia
Philadelphie | Philadelphia | Filadelfia
Pise | Pisa
Poona | Pune
Rotterdam | Róterdam
Saint-Jacques-de-Compostelle | Santiago de Compostela
Saint-Pétersbourg | Saint Petersburg | St Petersburg | San Petersburgo
Salonique | Thessalonique | Thessaloniki | Salónica | Tesalónica
Salzbourg | Salzburg | Salzburgo
Saragosse | Zaragoza | Saragossa
Séville | Seville | Sevilla
Smyrne | İzmir | Izmir | Esmirna
Strasbourg | Strassburg | Estrasburgo
Surate | Surat
Tachkent | Tashkent | Taskent
Tanger | Tangier | Tánger
Tolède | Toledo
Trèves | Trier | Tréveris
Turin | Torino | Turín
Varanasi | Benares | Bénarès | Benarés
Venise | Venice | Venecia
Vérone | Verona
Wroclaw | Wrocław | Breslau | Breslavia
Xian | Xi'an
Zurich | Zürich | Zúrich
"""
_SAME_EVERYWHERE = """
Baltimore, Boston, Bristol, Busan, Calgary, Cardiff, Chengdu, Chongqing, Daegu, Durban, Fukuoka, Glasgow, Guadalajara,
Guayaquil, Hangzhou, Hyderabad, Incheon, Leeds, Liverpool, Maracaibo, Medellín, Miami, Montpellier, Nagoya, Nantes,
Osaka, Ottawa, Pittsburgh, Porto Alegre, Rosario, San Diego, San Francisco, Seattle, Shenzhen, Stuttgart, Surabaya,
Tianjin, Toulouse, Utrecht, Valparaíso, Wuhan, Yokohama
"""
_NOT_CITIES = frozenset(
    ("Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man", "Pacific/Kanton", "Pacific/Easter")
)
_WHOLE_CONTINENTS = ("Africa/", "Asia/", "Europe/")
_CONTINENTS = (*_WHOLE_CONTINENTS, "America/", "Australia/", "Pacific/")
_IN_AMERICA = """
Asuncion Bogota Buenos_Aires Caracas Chicago Halifax Havana La_Paz Lima Los_Angeles Managua Mexico_City Monterrey
Montevideo New_York Port-au-Prince Recife Santo_Domingo Sao_Paulo Tegucigalpa Tijuana Toronto Vancouver
"""
_IN_THE_PACIFIC = ("Australia/Brisbane", "Australia/Melbourne", "Australia/Sydney", "Pacific/Auckland")
_OTHER_WORDS = """
Aden Adén Andorra Andorre Bahreïn Bahrain Baréin Brunei Brunéi Canton Chita Colonia Cologne Djibouti Yibuti Florence
Gibraltar Kirov Kuwait Koweït Luxembourg Luxemburgo Malta Malte Milan Monaco Mónaco Oral Qatar Catar Samara Sofia Sofía
Toledo Túnez Vatican Vaticano Verona Victoria
"""
"""Words that in a text are as often a country, a person or a thing."""


@lru_cache(maxsize=1)
def city_names() -> dict[str, tuple[str, ...]]:
    """Return by a key of each city its names in the languages; a line of ours adds to the zone that has its name."""
    from babel import Locale
    from babel.core import get_global

    tables = [Locale(language).time_zones for language in LANGUAGES]
    names: dict[str, list[str]] = {}
    zone_of: dict[str, str] = {}
    for zone in sorted({str(zone) for table in tables for zone in table}):
        if "/" in zone and zone not in _NOT_CITIES and not zone.startswith(("Etc/", "Antarctica/")):
            own = zone.rpartition("/")[2].replace("_", " ")
            names[zone] = [str(table.get(zone, {}).get("city") or own) for table in tables]
            zone_of |= {fold(name): zone for name in names[zone]}
    for zone in sorted(
        get_global("zone_territories")
    ):  # the tables leave out what no language prints differently
        own = zone.rpartition("/")[2].replace("_", " ")
        known = fold(own) in zone_of or f"{fold(own)} city" in zone_of
        if zone.startswith(_CONTINENTS) and zone not in _NOT_CITIES and not known:
            names[zone], zone_of[fold(own)] = [own], zone
    for line in _MORE.strip().splitlines():
        same = [part.strip() for part in line.split("|")]
        zone = next((zone_of[fold(name)] for name in same if fold(name) in zone_of), f"city/{same[0]}")
        names.setdefault(zone, []).extend(same)
    return {zone: tuple(dict.fromkeys(same)) for zone, same in names.items()}


@lru_cache(maxsize=1)
def cities_in_texts() -> tuple[tuple[str, ...], ...]:
    """Return the names of the cities that a text may tell of, each city's together."""
    zones = {*_IN_THE_PACIFIC, *(f"America/{name}" for name in _IN_AMERICA.split())}
    told = [
        same
        for zone, same in city_names().items()
        if zone.startswith((*_WHOLE_CONTINENTS, "city/")) or zone in zones
    ]
    told += [(name,) for name in " ".join(_SAME_EVERYWHERE.split()).split(", ")]
    others = _OTHER_WORDS.split()
    kept = (tuple(name for name in same if name not in others and "(" not in name) for same in told)
    return tuple(same for same in kept if same)

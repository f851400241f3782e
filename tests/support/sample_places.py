"""Cities that play the members of a made-up network: real coordinates, nothing else is real."""

from __future__ import annotations

from typing import NamedTuple


class City(NamedTuple):
    """A city with its names; the French one stands for all where the others are the same."""

    slug: str
    country: str
    latitude: float
    longitude: float
    names: dict[str, str]


REGIONS: dict[str, dict[str, str]] = {
    "africa": {"fr": "Afrique", "en": "Africa", "es": "África"},
    "north-america": {"fr": "Amérique du Nord", "en": "North America", "es": "América del Norte"},
    "latin-america": {
        "fr": "Amérique latine et Caraïbes",
        "en": "Latin America and the Caribbean",
        "es": "América Latina y el Caribe",
    },
    "asia-pacific": {"fr": "Asie-Pacifique", "en": "Asia-Pacific", "es": "Asia-Pacífico"},
    "europe": {"fr": "Europe", "en": "Europe", "es": "Europa"},
}

# slug, country, latitude, longitude, French[/English/Spanish]
_TABLE = {
    "africa": """
        lusaka ZM -15.417 28.283 Lusaka
        nairobi KE -1.286 36.817 Nairobi
        kampala UG 0.316 32.581 Kampala
        maputo MZ -25.969 32.573 Maputo
        luanda AO -8.839 13.289 Luanda
        kigali RW -1.950 30.059 Kigali
        lome TG 6.131 1.223 Lomé/Lomé/Lomé
        cotonou BJ 6.365 2.418 Cotonou/Cotonou/Cotonú
        ouagadougou BF 12.371 -1.520 Ouagadougou/Ouagadougou/Uagadugú
        alexandria EG 31.200 29.919 Alexandrie/Alexandria/Alejandría
        marrakesh MA 31.630 -8.008 Marrakech/Marrakesh/Marrakech
        algiers DZ 36.754 3.059 Alger/Algiers/Argel
        lagos NG 6.524 3.379 Lagos
        kumasi GH 6.688 -1.624 Kumasi
        antananarivo MG -18.879 47.508 Antananarivo
        port-louis MU -20.161 57.499 Port-Louis/Port Louis/Port Louis
    """,
    "north-america": """
        vancouver CA 49.283 -123.121 Vancouver
        ottawa CA 45.421 -75.697 Ottawa
        quebec CA 46.813 -71.208 Québec/Quebec City/Quebec
        boston US 42.360 -71.059 Boston
        seattle US 47.606 -122.332 Seattle
        denver US 39.739 -104.990 Denver
        philadelphia US 39.953 -75.165 Philadelphie/Philadelphia/Filadelfia
        san-antonio US 29.425 -98.495 San Antonio
        monterrey MX 25.687 -100.316 Monterrey
        puebla MX 19.041 -98.206 Puebla
        merida MX 20.967 -89.593 Mérida
    """,
    "latin-america": """
        lima PE -12.046 -77.043 Lima
        cusco PE -13.532 -71.967 Cuzco/Cusco/Cusco
        asuncion PY -25.264 -57.576 Asuncion/Asunción/Asunción
        cali CO 3.452 -76.532 Cali
        barranquilla CO 10.964 -74.796 Barranquilla
        cuenca EC -2.900 -79.005 Cuenca
        valparaiso CL -33.047 -71.613 Valparaiso/Valparaíso/Valparaíso
        mendoza AR -32.889 -68.845 Mendoza
        la-plata AR -34.921 -57.955 La Plata
        recife BR -8.048 -34.877 Recife
        salvador BR -12.973 -38.502 Salvador de Bahia/Salvador/Salvador de Bahía
        curitiba BR -25.429 -49.272 Curitiba
        panama-city PA 8.983 -79.519 Panama/Panama City/Ciudad de Panamá
        san-jose CR 9.928 -84.091 San José
        guatemala-city GT 14.634 -90.507 Guatemala/Guatemala City/Ciudad de Guatemala
        santo-domingo DO 18.486 -69.931 Saint-Domingue/Santo Domingo/Santo Domingo
    """,
    "asia-pacific": """
        osaka JP 34.694 135.502 Osaka
        nagoya JP 35.181 136.906 Nagoya
        incheon KR 37.456 126.705 Incheon
        nanjing CN 32.060 118.797 Nankin/Nanjing/Nankín
        chongqing CN 29.563 106.551 Chongqing
        kaohsiung TW 22.627 120.301 Kaohsiung
        hanoi VN 21.028 105.854 Hanoï/Hanoi/Hanói
        cebu PH 10.316 123.886 Cebu/Cebu City/Cebú
        kuala-lumpur MY 3.139 101.687 Kuala Lumpur
        medan ID 3.595 98.672 Medan
        surabaya ID -7.257 112.752 Surabaya
        perth AU -31.950 115.861 Perth
        auckland NZ -36.849 174.763 Auckland
        suva FJ -18.142 178.442 Suva
        chennai IN 13.083 80.271 Chennai
        jaipur IN 26.912 75.787 Jaipur
        karachi PK 24.861 67.010 Karachi
        almaty KZ 43.222 76.851 Almaty
        beirut LB 33.894 35.502 Beyrouth/Beirut/Beirut
        izmir TR 38.424 27.143 Izmir/Izmir/Esmirna
    """,
    "europe": """
        porto PT 41.158 -8.629 Porto/Porto/Oporto
        valencia ES 39.470 -0.377 Valence/Valencia/Valencia
        bilbao ES 43.263 -2.935 Bilbao
        nantes FR 47.218 -1.554 Nantes
        le-havre FR 49.494 0.108 Le Havre/Le Havre/El Havre
        turin IT 45.070 7.687 Turin/Turin/Turín
        genoa IT 44.405 8.946 Gênes/Genoa/Génova
        hamburg DE 53.551 9.994 Hambourg/Hamburg/Hamburgo
        leipzig DE 51.340 12.375 Leipzig
        rotterdam NL 51.924 4.478 Rotterdam/Rotterdam/Róterdam
        ghent BE 51.054 3.717 Gand/Ghent/Gante
        leeds GB 53.801 -1.549 Leeds
        glasgow GB 55.864 -4.252 Glasgow
        aarhus DK 56.157 10.211 Aarhus
        tampere FI 61.498 23.761 Tampere
        lodz PL 51.759 19.456 Łódź
        brno CZ 49.195 16.607 Brno
        cluj RO 46.771 23.624 Cluj
        thessaloniki GR 40.640 22.944 Thessalonique/Thessaloniki/Salónica
        tallinn EE 59.437 24.754 Tallinn/Tallinn/Tallin
        reykjavik IS 64.147 -21.943 Reykjavik
    """,
}

_ELSEWHERE = """
    geneva CH 46.204 6.143 Genève/Geneva/Ginebra
    vienna AT 48.208 16.373 Vienne/Vienna/Viena
    singapore SG 1.352 103.820 Singapour/Singapore/Singapur
    dubai AE 25.205 55.271 Dubaï/Dubai/Dubái
    new-york US 40.713 -74.006 New York/New York/Nueva York
"""


def _city(line: str) -> City:
    slug, country, latitude, longitude, names = line.split(maxsplit=4)
    parts = names.split("/")
    french, english, spanish = parts if len(parts) == 3 else parts * 3
    return City(
        slug, country, float(latitude), float(longitude), {"fr": french, "en": english, "es": spanish}
    )


CITIES: dict[str, list[City]] = {
    region: [_city(line) for line in table.strip().splitlines()] for region, table in _TABLE.items()
}
ELSEWHERE: list[City] = [_city(line) for line in _ELSEWHERE.strip().splitlines()]

"""The records of the made-up network, drawn with a seeded generator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run, paragraphs
from rapporteur.report.value import data as d
from tests.support import sample_places as places
from tests.support import sample_words as words
from tests.support.sample_counts import PERIOD, only, picture

_MEASURES = (6, 6, 5)
_ROLES = ("PARTICIPANT", "SPEAKER", "SIGNATORY", "APPLICANT", "PARTNER")
_PROGRAMME = {"fr": "Programme ", "en": "Programme ", "es": "Programa "}
_UNLISTED = ("L2M2D2", "L3M1D1")


class Records:
    """Everything but what is counted: members, plan, activities and what surrounds them."""

    def __init__(self, languages: Sequence[str], random: Random) -> None:
        self.languages = tuple(languages)
        self.random = random
        self.members: list[d.MemberData] = []
        self.regions: list[d.RegionData] = []
        self.nodes: list[d.NodeData] = []
        self._cities: dict[str, places.City] = {}
        self._make_members()
        self._make_regions()
        self._make_nodes()
        self.lines = [node.code for node in self.nodes if node.parent is None]
        self.leaves = [node.code for node in self.nodes if node.level == "deliverable"]
        self.levels = tuple(
            d.LevelData(key=key, name=self.pick(name), plural=self.pick(plural))
            for key, name, plural in words.LEVELS
        )

    def pick(self, texts: words.Texts) -> LocalizedText:
        """Return `texts` in the report's languages."""
        return only(texts, self.languages)

    def text(self, french: str, english: str, spanish: str) -> LocalizedText:
        """Return a text given in three languages."""
        return self.pick({"fr": french, "en": english, "es": spanish})

    def _filled(self, pattern: words.Texts, theme: words.Texts) -> LocalizedText:
        return LocalizedText(
            {language: pattern[language].format(theme=theme[language]) for language in self.languages}
        )

    def _make_members(self) -> None:
        for region, cities in places.CITIES.items():
            for index, city in enumerate(cities):
                honorary = region == "europe" and index == len(cities) - 1
                self._cities[city.slug] = city
                self.members.append(
                    d.MemberData(
                        slug=city.slug,
                        name=self.pick(city.names),
                        kind="METROPOLITAN_GOVERNMENT" if index % 4 == 1 else "CITY",
                        category="HONORARY" if honorary else "FULL",
                        country=city.country,
                        region=region,
                        latitude=city.latitude,
                        longitude=city.longitude,
                    )
                )

    def _organisation(self, slug: str) -> d.OrganisationRef:
        return d.OrganisationRef(slug=slug, name=self.pick(self._cities[slug].names))

    def _person(self, index: int, function: str, organisation: str | None = None) -> d.PersonRef:
        slug, name, gender = words.PEOPLE[index % len(words.PEOPLE)]
        return d.PersonRef(
            slug=slug,
            name=name,
            function=self.pick(words.FUNCTIONS[function][gender]),
            organisation=self._organisation(organisation) if organisation else None,
        )

    def _seat(
        self, role: str, index: int, city: str, *, vacant: bool = False, acting: bool = False
    ) -> d.SeatData:
        holder = None if vacant else self._person(index, "mayor")
        return d.SeatData(
            role=role,
            holder=holder,
            function=holder.function if holder else LocalizedText(),
            organisation=self._organisation(city),
            acting=acting,
        )

    def _make_regions(self) -> None:
        for number, (slug, name) in enumerate(places.REGIONS.items()):
            mine = [member for member in self.members if member.region == slug]
            full = [member.slug for member in mine if member.category == "FULL"]
            seats = [
                self._seat("PRESIDENCY", number, full[0], acting=True) if slug == "europe" else None,
                self._seat("CO_PRESIDENCY", number + 1, full[1]),
                self._seat("REGIONAL_VICE_PRESIDENCY", number + 2, full[2], vacant=slug == "latin-america"),
                self._seat("TREASURER", number + 5, full[3]) if slug == "north-america" else None,
                *(self._seat("MEMBER", number + index, full[index]) for index in (4, 5, 6)),
            ]
            self.regions.append(
                d.RegionData(
                    slug=slug,
                    name=self.pick(name),
                    members=tuple(full),
                    honorary=tuple(member.slug for member in mine if member.category == "HONORARY"),
                    secretaries=(self._person(number + 3, "secretary", full[0]),),
                    focal_points=(self._person(number + 4, "officer"),),
                    seats=tuple(seat for seat in seats if seat),
                )
            )

    def _make_nodes(self) -> None:
        theme = 0
        for line, (title, purpose) in enumerate(words.LINES, start=1):
            self.nodes.append(
                d.NodeData(
                    code=f"L{line}",
                    level="line",
                    parent=None,
                    title=self.pick(title),
                    purpose=self.pick(purpose),
                )
            )
            for measure in range(1, _MEASURES[line - 1] + 1):
                subject = words.THEMES[theme % len(words.THEMES)]
                code = f"L{line}M{measure}"
                self.nodes.append(
                    d.NodeData(
                        code=code,
                        level="measure",
                        parent=f"L{line}",
                        title=self._filled(
                            {
                                "fr": "Agir ensemble : {theme}",
                                "en": "Acting together: {theme}",
                                "es": "Actuar en común: {theme}",
                            },
                            subject,
                        ),
                        text=self._filled(
                            {
                                "fr": "Les membres s'accordent sur {theme} et l'appliquent chez eux.",
                                "en": "Members agree on {theme} and put it into practice at home.",
                                "es": "Los miembros se ponen de acuerdo sobre {theme} y lo aplican en casa.",
                            },
                            subject,
                        ),
                    )
                )
                for number in (1, 2):
                    kind, pattern = words.DELIVERABLES[(theme + number) % len(words.DELIVERABLES)]
                    self.nodes.append(
                        d.NodeData(
                            code=f"{code}D{number}",
                            level="deliverable",
                            parent=code,
                            title=self._filled(pattern, subject),
                            kind=kind,
                            listed=f"{code}D{number}" not in _UNLISTED,
                        )
                    )
                theme += 1

    def _place(self, city: places.City, member: bool) -> d.PlaceData:
        return d.PlaceData(
            name=self.pick(city.names),
            country=city.country,
            latitude=city.latitude,
            longitude=city.longitude,
            organisation=city.slug if member else None,
        )

    def _body(self, index: int) -> dict[str, tuple[Block, ...]]:
        chosen = self.random.sample(words.SENTENCES, 5 if index % 4 else 6)
        result = {}
        for language in self.languages:
            sentences = [sentence[language] for sentence in chosen]
            blocks = list(paragraphs(" ".join(sentences[:3]) + "\n\n" + " ".join(sentences[3:])))
            if index % 6 == 3:
                points = tuple((Run(text=point[language]),) for point in words.POINTS)
                blocks.append(Block(kind="BULLETS" if index % 12 == 3 else "NUMBERS", items=points))
            if index % 7 == 2:
                blocks.append(
                    Block(
                        items=(
                            (
                                Run(text=_PROGRAMME[language], bold=True),
                                Run(text=f"{index}: ", italic=True),
                                Run(
                                    text="example.org/papers", href=f"https://example.org/papers/{index}?v=1"
                                ),
                            ),
                        )
                    )
                )
            result[language] = tuple(blocks)
        return result

    def _photo(self, index: int, city: places.City | None) -> d.PhotoData:
        where = city.names if city else words.THEMES[index % len(words.THEMES)]
        alt = {"fr": "Vue : {theme}", "en": "View: {theme}", "es": "Vista: {theme}"}
        return replace(
            picture(shade=40 + index * 13 % 180),
            alt=self._filled(alt, where),
            caption=self._filled(
                {"fr": "Séance de clôture", "en": "Closing session", "es": "Sesión de clausura"}, where
            ),
            credit="N. Baudry",
        )

    def activities(self, count: int) -> tuple[d.ActivityData, ...]:
        """Return `count` activities, by line, then day, then slug."""
        made = [self._activity(index) for index in range(1, count + 1)]
        return tuple(
            sorted(made, key=lambda a: (a.line or "~", a.month, a.start is None, a.start or date.max, a.slug))
        )

    def _members_of(self, index: int, host: places.City | None) -> tuple[d.ActivatedIn, ...]:
        if index % 5 == 4:
            return ()
        full = [member.slug for member in self.members if member.category == "FULL"]
        number = 22 if index % 20 == 13 else self.random.choice((1, 1, 2, 3, 4, 6))
        slugs = self.random.sample(full[: max(24, len(full) * 3 // 4)], number)
        if host and host.slug in full:
            slugs = [host.slug, *(slug for slug in slugs if slug != host.slug)]
        return tuple(
            d.ActivatedIn(
                slug=slug,
                name=self.pick(self._cities[slug].names),
                role="HOST" if host and slug == host.slug else self.random.choice(_ROLES),
            )
            for slug in slugs
        )

    def _activity(self, index: int) -> d.ActivityData:
        random = self.random
        line = self.lines[0 if index % 9 < 3 else 1 if index % 9 < 7 else 2]
        online = index % 9 == 5
        kind, pattern = ("WEBINAR", words.WEBINAR) if online else words.TITLES[index % len(words.TITLES)]
        day = PERIOD.start + timedelta(days=random.randrange((PERIOD.end - PERIOD.start).days))
        length = 0 if online else random.choice((0, 0, 0, 1, 2, 4, 9))
        month_only = index % 15 == 7
        placeless = online or index % 13 == 6
        host = None
        where: list[d.PlaceData] = []
        if not placeless:
            if index % 3 == 0:
                where = [self._place(random.choice(places.ELSEWHERE), member=False)]
            else:
                host = self._cities[random.choice(self.members[:-1]).slug]
                where = [self._place(host, member=True)]
            if index % 11 == 8:
                where.append(self._place(places.ELSEWHERE[index % len(places.ELSEWHERE)], member=False))
        own = [code for code in self.leaves if code.startswith(line)]
        codes = random.sample(own[: len(own) * 3 // 4], random.choice((1, 1, 2, 3)))
        if index % 8 == 1:
            codes.append(random.choice([code for code in self.leaves[:10] if code not in codes]))
        return d.ActivityData(
            slug=f"{kind.lower()}-{index:02}",
            title=self._filled(pattern, words.THEMES[(index * 5) % len(words.THEMES)]),
            kind=kind,
            line=line,
            start=None if month_only else day,
            end=None if month_only else day + timedelta(days=length),
            month=f"{day:%Y-%m}",
            places=tuple(where),
            online=online,
            initiative=self._initiative() if index % 6 == 0 else None,
            deliverables=tuple(codes),
            members=self._members_of(index, host),
            text=self._body(index),
            photo=self._photo(index, host) if index % 3 == 1 else None,
        )

    def _initiative(self) -> d.InitiativeRef:
        return d.InitiativeRef(
            slug="night-markets",
            kind="PILOT_PROJECT",
            name=self.text("Marchés de nuit", "Night markets", "Mercados nocturnos"),
        )

    def media(self) -> tuple[d.MediaMentionData, ...]:
        """Return mentions in each month, some outlets more than once."""
        return tuple(
            d.MediaMentionData(
                month=month,
                outlet=words.OUTLETS[(index * 2 + number) % len(words.OUTLETS)],
                subject=self.pick(words.SUBJECTS[(index + number) % len(words.SUBJECTS)]),
                channels=(("WEB",), ("NEWSLETTER",), ("WEB", "NEWSLETTER"))[number % 3],
                link=f"https://example.org/press/{month}/{number}" if number % 2 else "",
            )
            for index, month in enumerate(PERIOD.months())
            for number in range(7)
        )

    def bilateral(self, activities: Sequence[d.ActivityData]) -> tuple[d.BilateralMeetingData, ...]:
        """Return meetings with members and with cities that are not members yet."""
        full = [member.slug for member in self.members if member.category == "FULL"]
        result = []
        for index, month in enumerate(list(PERIOD.months()) * 4):
            city = places.ELSEWHERE[index % len(places.ELSEWHERE)]
            prospects = [places.ELSEWHERE[(index + 2) % len(places.ELSEWHERE)]] if index % 3 == 0 else []
            result.append(
                d.BilateralMeetingData(
                    month=month,
                    place=self._place(city, member=False),
                    members=tuple(
                        self._organisation(slug) for slug in self.random.sample(full, 1 + index % 4)
                    ),
                    prospects=tuple(
                        d.OrganisationRef(slug=c.slug, name=self.pick(c.names)) for c in prospects
                    ),
                    activity=activities[index].slug if index % 4 == 0 and index < len(activities) else None,
                )
            )
        return tuple(result)

    def dues(self) -> d.DuesData:
        """Return the state of the year's dues."""
        members = sum(member.category == "FULL" for member in self.members)
        return d.DuesData(
            amount=Decimal("218450.00"),
            currency="EUR",
            payers=31,
            members=members,
            as_of=date(2018, 6, 30),
            year=2018,
            source="LEDGER",
            share=round(31 / members, 4),
        )

    def association(self) -> d.AssociationData:
        """Return whose report it is."""
        return d.AssociationData(
            name=self.text(
                "Réseau des villes d'estuaire", "Estuary Cities Network", "Red de Ciudades de Estuario"
            ),
            short_name="Estuaria",
            seat=self.text("Genève", "Geneva", "Ginebra"),
            address=("12, quai des Exemples", "1200 Genève"),
            phone="+41 22 000 00 00",
            email="secretariat@example.org",
            website="https://example.org",
            hashtag="#Estuaria",
            languages=self.languages,
            source_language=self.languages[0],
            colours=d.Colours(own="#14324f", lines=("#1f4e8c", "#1b6b45", "#8a1f3d")),
            report_name=self.text("Rapport de progrès", "Progress report", "Informe de progreso"),
        )

    def editorial(self) -> d.EditorialData:
        """Return the editorial, signed."""
        return d.EditorialData(
            title=self.text("Tenir parole", "Keeping our word", "Cumplir la palabra"),
            text={language: paragraphs(words.EDITORIAL[language]) for language in self.languages},
            signatory=d.PersonRef(
                slug="pilar-echeverria",
                name="Pilar Echeverría",
                function=self.text("secrétaire générale", "Secretary General", "secretaria general"),
            ),
        )

    def staff(self) -> tuple[d.PersonRef, ...]:
        """Return the secretariat's people."""
        return tuple(self._person(index, "officer") for index in range(len(words.PEOPLE)))

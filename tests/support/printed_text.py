"""A report in the grammar in which networks print progress reports, in three languages: what reading is tested on.

:class:`Layout` varies what printed reports vary: where the boxes stand, how wide the text is, what is bold.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import get_month_names
from babel.numbers import format_decimal, get_currency_symbol

from rapporteur.base.values.richtext import Block
from rapporteur.documents.view import notices
from rapporteur.report.value import data as d

_WORDS = {
    "fr": {
        "contents": "SOMMAIRE", "page": "page", "editorial": "ÉDITORIAL", "activities": "ACTIVITÉS",
        "line": "Ligne directrice", "results": "Résultats associés", "members": "Membres activés",
        "online": "En ligne", "and": "et", "media": "{} aux médias", "activation": "ACTIVATION DES MEMBRES",
        "bilateral": "Réunions bilatérales", "members_met": "Membres", "prospects": "Membres potentiels",
        "progress": "PROGRÈS", "activated": "Membres activés",
        "dues": "État du paiement des cotisations des membres", "as_of": "En date du {}",
        "paid": "de cotisations annuelles ont été versés par", "of_members": "de nos {} membres",
        "plan": "Exécution du Plan d'action", "measures": "Mesures",
        "deliverables": "Résultats et documents livrables", "who": "QUI NOUS SOMMES",
        "honorary": "Membre d'honneur", "focal": "Point focal", "secretary": "SECRÉTAIRE RÉGIONALE",
        "secretariat": "SECRÉTARIAT GÉNÉRAL", "board": "Membres du Conseil d'administration",
        "vacant": "À désigner", "staff": "Secrétariat général", "phone": "Tél.",
        "PRESIDENCY": "PRÉSIDENCE", "CO_PRESIDENCY": "CO-PRÉSIDENCES", "TREASURER": "TRÉSORERIE",
        "REGIONAL_VICE_PRESIDENCY": "VICE-PRÉSIDENCES RÉGIONALES", "MEMBER": "MEMBRES",
        "acting": "PRÉSIDENCE PAR INTÉRIM", "WEB": "Web", "NEWSLETTER": "Newsletter",
        "SOCIAL": "Réseaux sociaux", "PRESS": "Presse", "RADIO": "Radio", "TV": "Télévision",
    },
    "en": {
        "contents": "CONTENTS", "page": "page", "editorial": "EDITORIAL", "activities": "ACTIVITIES",
        "line": "Strategic line", "results": "Associated results", "members": "Activated members",
        "online": "Online", "and": "and", "media": "{} in the media", "activation": "ACTIVATION OF MEMBERS",
        "bilateral": "Bilateral meetings", "members_met": "Members", "prospects": "Potential members",
        "progress": "PROGRESS", "activated": "Activated members",
        "dues": "Status of payment of membership fees", "as_of": "As of {}",
        "paid": "of annual fees were paid by", "of_members": "of our {} members",
        "plan": "Implementation of the Action Plan", "measures": "Measures",
        "deliverables": "Results and deliverables", "who": "WHO WE ARE",
        "honorary": "Honorary member", "focal": "Focal point", "secretary": "REGIONAL SECRETARY",
        "secretariat": "SECRETARIAT GENERAL", "board": "Members of the Board of Directors",
        "vacant": "To be appointed", "staff": "Secretariat General", "phone": "Tel.",
        "PRESIDENCY": "PRESIDENCY", "CO_PRESIDENCY": "CO-PRESIDENCIES", "TREASURER": "TREASURER",
        "REGIONAL_VICE_PRESIDENCY": "REGIONAL VICE-PRESIDENCIES", "MEMBER": "MEMBERS",
        "acting": "ACTING PRESIDENCY", "WEB": "Web", "NEWSLETTER": "Newsletter",
        "SOCIAL": "Social media", "PRESS": "Press", "RADIO": "Radio", "TV": "Television",
    },
    "es": {
        "contents": "SUMARIO", "page": "página", "editorial": "EDITORIAL", "activities": "ACTIVIDADES",
        "line": "Línea estratégica", "results": "Resultados asociados", "members": "Miembros activados",
        "online": "En línea", "and": "y", "media": "{} en los medios", "activation": "ACTIVACIÓN DE LOS MIEMBROS",
        "bilateral": "Reuniones bilaterales", "members_met": "Miembros", "prospects": "Miembros potenciales",
        "progress": "PROGRESO", "activated": "Miembros activados",
        "dues": "Estado del pago de las cuotas de los miembros", "as_of": "A {}",
        "paid": "de cuotas anuales han sido pagados por", "of_members": "de nuestros {} miembros",
        "plan": "Ejecución del Plan de Acción", "measures": "Medidas",
        "deliverables": "Resultados y entregables", "who": "QUIÉNES SOMOS",
        "honorary": "Miembro de honor", "focal": "Punto focal", "secretary": "SECRETARÍA REGIONAL",
        "secretariat": "SECRETARÍA GENERAL", "board": "Miembros del Consejo de Administración",
        "vacant": "Por designar", "staff": "Secretaría General", "phone": "Tel.",
        "PRESIDENCY": "PRESIDENCIA", "CO_PRESIDENCY": "COPRESIDENCIAS", "TREASURER": "TESORERÍA",
        "REGIONAL_VICE_PRESIDENCY": "VICEPRESIDENCIAS REGIONALES", "MEMBER": "MIEMBROS",
        "acting": "PRESIDENCIA EN FUNCIONES", "WEB": "Web", "NEWSLETTER": "Boletín",
        "SOCIAL": "Redes sociales", "PRESS": "Prensa", "RADIO": "Radio", "TV": "Televisión",
    },
}  # fmt: skip


class Box(StrEnum):
    """Where the box of an activity stands: around its text, in the middle of it, or tearing it out of order."""

    BEFORE = "BEFORE"
    WITHIN = "WITHIN"
    AFTER = "AFTER"
    APART = "APART"
    SCRAMBLED = "SCRAMBLED"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text is set; the defaults are for readers, the rest is what printed reports do.

    `boxes` are used in turn. `width` wraps text; `narrow` wraps boxes. `line_headings` heads each line of the plan,
    else the lines are only listed before the first activity. `media_after` puts the media after so many activities.
    """

    boxes: tuple[Box, ...] = (Box.AFTER,)
    width: int | None = None
    narrow: int | None = None
    line_headings: bool = True
    bold: bool = False
    colon: bool = False
    wrong_label: bool = False
    media_after: int | None = None
    page_breaks: bool = False


DEFAULT = Layout()


def render(data: d.ReportData, language: str, layout: Layout = DEFAULT) -> bytes:
    """Return the report in `language` as UTF-8 text with Unix line ends."""
    return _Text(data, language, layout).whole().encode()


class _Text:
    """Writes one report; every method returns blocks, which blank lines part."""

    def __init__(self, data: d.ReportData, language: str, layout: Layout) -> None:
        self.data = data
        self.language = language
        self.layout = layout
        self.words = _WORDS.get(language.split("-", maxsplit=1)[0], _WORDS["en"])
        self.months = get_month_names("wide", locale=language.replace("-", "_"))
        self.names = {member.slug: member.name for member in data.members}

    def whole(self) -> str:
        parts = {
            "cover": self.cover, "contents": self.contents, "editorial": self.editorial,
            "activities": self.activities, "bilateral_meetings": self.bilateral,
            "activated_members": self.activated, "dues": self.dues, "plan": self.plan,
            "regions": self.regions, "secretariat": self.secretariat,
        }  # fmt: skip
        sections = [part() for name, part in parts.items() if name == "cover" or name in self.data.sections]
        sections.append(self.notices())
        glue = "\n\n\f\n" if self.layout.page_breaks else "\n\n\n"
        return glue.join("\n\n".join(section) for section in sections if section) + "\n"

    def notices(self) -> list[str]:
        """What an edition says of itself, at the very end."""
        found = notices.notices(self.data, self.language)
        result = [notices.title(self.language).upper()] if found else []
        for notice in found:
            result.append(notice.title)
            for block in notice.blocks:
                mark = "- " if block.kind == "BULLETS" else ""
                lines = ("".join(run.text for run in item) for item in block.items)
                result.append("\n".join(self.wrap(f"{mark}{line}") for line in lines))
        return result

    def text(self, value: object) -> str:
        best = getattr(value, "best", None)
        return " ".join(str(best([self.language, *self.data.association.languages])).split()) if best else ""

    def wrap(self, text: str) -> str:
        width = self.layout.width
        return (
            "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))
            if width
            else text
        )

    def month(self, code: str) -> str:
        name = str(self.months[int(code[5:])])
        return name[:1].upper() + name[1:]

    def day(self, day: date, *, with_year: bool = False) -> str:
        of = " de " if self.language.startswith("es") else " "
        number = "1er" if self.language.startswith("fr") and day.day == 1 else str(day.day)
        year = f"{of}{day.year}" if with_year else ""
        return f"{number}{of}{self.months[day.month]}{year}"

    def when(self, activity: d.ActivityData) -> str:
        months = self.data.period.months
        if activity.start is None:
            year = "" if activity.month in months else f" {activity.month[:4]}"
            return self.month(activity.month) + year
        start, end = activity.start, activity.end or activity.start
        odd = activity.month not in months or start.year != end.year
        if start == end:
            return self.day(start, with_year=odd)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}-{self.day(end, with_year=odd)}"
        return f"{self.day(start, with_year=start.year != end.year)} - {self.day(end, with_year=odd)}"

    def cover(self) -> list[str]:
        association, period = self.data.association, self.data.period
        name = f"{association.short_name.upper()} **{self.text(association.report_name).upper()}**"
        months = [self.month(code) for code in (period.months[0], period.months[-1])]
        span = months[0] if len(period.months) == 1 else " – ".join(months)
        if period.months[0][:4] != period.months[-1][:4]:
            span = f"{months[0]} {period.months[0][:4]} – {months[1]}"
        return [name, span, period.months[-1][:4]]

    def contents(self) -> list[str]:
        words, sections = self.words, self.data.sections
        entries = [
            *([words["editorial"]] if self.data.editorial and "editorial" in sections else []),
            words["activities"],
            *(f"{words['line']} {code.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for code in self._line_codes()),
            *([words["activated"]] if "activated_members" in sections else []),
            *([words["dues"]] if self.data.dues and "dues" in sections else []),
            *([words["plan"]] if self.data.plan and "plan" in sections else []),
            *([words["who"], *map(self.text, (r.name for r in self.data.regions))] if "regions" in sections else []),
            *([words["staff"]] if "secretariat" in sections else []),
        ]  # fmt: skip
        return [words["contents"], *entries]

    def _line_codes(self) -> list[str]:
        return [node.code for node in self.data.plan.lines] if self.data.plan else []

    def editorial(self) -> list[str]:
        editorial = self.data.editorial
        if editorial is None:
            return []
        title = self.text(editorial.title)
        body = [self.wrap(part) for part in self._paragraphs(editorial.text.get(self.language, ()))]
        signed: list[str] = []
        if editorial.signatory:
            function = self.text(editorial.signatory.function)
            signed = ["\n".join(part for part in (editorial.signatory.name, function) if part)]
        return [self.words["editorial"], *([title] if title else []), *body, *signed]

    def _paragraphs(self, blocks: Iterable[Block]) -> list[str]:
        result: list[str] = []
        for block in blocks:
            items = ["".join(run.text for run in item) for item in block.items]
            if block.kind == "PARAGRAPH":
                result.extend(" ".join(item.split()) for item in items if item.strip())
            elif block.kind == "BULLETS":
                result.append("\n".join(f"- {' '.join(item.split())}" for item in items))
            else:
                result.append("\n".join(f"{n}. {' '.join(item.split())}" for n, item in enumerate(items, 1)))
        return result

    def activities(self) -> list[str]:
        result = [self.words["activities"]]
        titles = {node.code: self.text(node.title) for node in self.data.plan.lines} if self.data.plan else {}
        heads = {
            code: [f"{self.words['line']} {re.sub(r'[^0-9]', '', code)} ({code})", titles[code]]
            for code in titles
        }
        if not self.layout.line_headings or len(heads) > 1:
            result += [part for code in titles for part in heads[code]]
        line: str | None = None
        media = self.media()
        place = self.layout.media_after if self.layout.media_after is not None else len(self.data.activities)
        for number, activity in enumerate(self.data.activities):
            if number == place:
                result += media
                media = []
            if self.layout.line_headings and activity.line != line and activity.line in heads:
                result += heads[activity.line]
                line = activity.line
            result += self.activity(activity, self.layout.boxes[number % len(self.layout.boxes)])
        return result + media

    def activity(self, activity: d.ActivityData, box: Box) -> list[str]:
        places = [self.text(place.name) for place in activity.places]
        if activity.online:
            online = self.words["online"]
            places.append(online if not places else online[:1].lower() + online[1:])
        joined = f" {self.words['and']} ".join([p for p in (", ".join(places[:-1]), *places[-1:]) if p])
        date_line = ", ".join(part for part in (joined, self.when(activity)) if part)
        results, members = self._boxes(activity)
        body = self._paragraphs(activity.text.get(self.language, ()))
        arranged = self._arranged(body, results, members, box)
        return [self.text(activity.title), date_line, *arranged]

    def _boxes(self, activity: d.ActivityData) -> tuple[list[str], list[str]]:
        colon = ":" if self.layout.colon else ""
        mark = "**" if self.layout.bold else ""
        codes = mark + ",\n".join(activity.deliverables) + mark
        names = ", ".join(self.text(member.name) for member in activity.members)
        if self.layout.narrow:
            names = "\n".join(
                textwrap.wrap(names, self.layout.narrow, break_on_hyphens=False, break_long_words=False)
            )
        label = (
            self.words["results"]
            if self.layout.wrong_label and activity.deliverables
            else self.words["members"]
        )
        results = [f"{self.words['results']}{colon}\n{codes}"] if activity.deliverables else []
        members = [f"{label}{colon}\n{mark}{names}{mark}"] if names else []
        return results, members

    def _arranged(self, body: list[str], results: list[str], members: list[str], box: Box) -> list[str]:
        whole = [self.wrap(part) if not part.startswith(("- ", "1. ")) else part for part in body]
        boxes = [*results, *members]
        if box is Box.BEFORE:
            return [*boxes, *whole]
        if box is Box.APART:
            return [*results, *whole, *members]
        torn = _tear(body) if boxes else None
        if box is Box.AFTER or torn is None:
            return [*whole, *boxes]
        index, head, tail = torn
        if box is Box.WITHIN:
            return [*whole[:index], self.wrap(head), *boxes, self.wrap(tail), *whole[index + 1 :]]
        return [*whole[:index], self.wrap(tail), *whole[index + 1 :], *boxes, self.wrap(head)]

    def media(self) -> list[str]:
        if not self.data.media or "media" not in self.data.sections:
            return []
        result = [self.words["media"].format(self.data.association.short_name)]
        for month in dict.fromkeys(mention.month for mention in self.data.media):
            result.append(self.month(month).upper() + self._year(month))
            mentions = [mention for mention in self.data.media if mention.month == month]
            for outlet in dict.fromkeys(mention.outlet for mention in mentions):
                items = [self._mention(mention) for mention in mentions if mention.outlet == outlet]
                result.append(f"{outlet}\n" + "\n".join(items))
        return result

    def _mention(self, mention: d.MediaMentionData) -> str:
        channels = ", ".join(self.words.get(channel, channel) for channel in mention.channels)
        return f"- {self.text(mention.subject)}" + (f" ({channels})" if channels else "")

    def _year(self, month: str) -> str:
        return "" if month in self.data.period.months else f" {month[:4]}"

    def bilateral(self) -> list[str]:
        if not self.data.bilateral_meetings:
            return []
        result = [self.words["activation"], self.words["bilateral"]]
        meetings = self.data.bilateral_meetings
        for month in dict.fromkeys(meeting.month for meeting in meetings):
            result.append(self.month(month).upper() + self._year(month))
            for meeting in meetings:
                if meeting.month != month:
                    continue
                result.append(self.text(meeting.place.name))
                for label, refs in (("members_met", meeting.members), ("prospects", meeting.prospects)):
                    if refs:
                        names = ", ".join(self.text(ref.name) for ref in refs)
                        result.append(f"{self.words[label]}:\n{names}")
        return result

    def activated(self) -> list[str]:
        names = [self.text(member.name) for member in self.data.activated_members]
        rows = -(-len(names) // 3) or 1
        columns = [names[start : start + rows] for start in range(0, len(names), rows)]
        table = "\n".join(
            "\t".join(column[row] if row < len(column) else "" for column in columns).rstrip()
            for row in range(rows)
        )
        return [self.words["progress"], self.words["activated"], table] if names else [self.words["progress"]]

    def dues(self) -> list[str]:
        dues = self.data.dues
        if dues is None:
            return []
        whole = dues.amount == dues.amount.to_integral_value()
        locale = self.language.replace("-", "_")
        number = format_decimal(dues.amount, "#,##0" if whole else "#,##0.00", locale=locale)
        symbol = (
            get_currency_symbol(dues.currency, locale=locale) if dues.currency == "EUR" else dues.currency
        )
        return [
            self.words["dues"],
            self.words["as_of"].format(self.day(dues.as_of, with_year=True)),
            f"{number} {symbol}",
            self.words["paid"],
            str(dues.payers),
            self.words["of_members"].format(dues.members),
        ]

    def plan(self) -> list[str]:
        if self.data.plan is None:
            return []
        result: list[str] = []
        nodes = [node for node in self.data.plan.nodes if node.listed]
        depth = len(self.data.plan.levels)
        keys = [level.key for level in self.data.plan.levels]
        for line in self.data.plan.lines:
            below = [
                node for node in nodes if node.parent is not None and self._line_of(node.code) == line.code
            ]
            measures = [node for node in below if keys.index(node.level) < depth - 1]
            leaves = [node for node in below if keys.index(node.level) == depth - 1]
            result += [self.words["plan"], line.code]
            for label, group in (("measures", measures), ("deliverables", leaves)):
                if group:
                    result.append(self.words[label])
                    result += [f"{node.code}\n{self.wrap(self.text(node.title))}" for node in group]
        return result

    def _line_of(self, code: str) -> str:
        parents = {node.code: node.parent for node in self.data.plan.nodes} if self.data.plan else {}
        while parents.get(code):
            code = str(parents[code])
        return code

    def regions(self) -> list[str]:
        return [self.words["who"], *(part for region in self.data.regions for part in self.region(region))]

    def region(self, region: d.RegionData) -> list[str]:
        words = self.words
        names = [self.text(self.names[slug]) for slug in region.members]
        result = [self.text(region.name).upper()]
        result += ["\n".join(names[start : start + 6]) for start in range(0, len(names), 6)]
        honorary = ", ".join(self.text(self.names[slug]) for slug in region.honorary)
        result += [f"{words['honorary']}: {honorary}"] if honorary else []
        if region.secretaries or region.focal_points:
            result.append(words["focal"])
        for person in region.secretaries:
            place = self.text(person.organisation.name) if person.organisation else ""
            result.append(f"{words['secretary']}\n{person.name}" + (f", {place}" if place else ""))
        result += [f"{words['secretariat']}\n{person.name}" for person in region.focal_points]
        if region.seats:
            result.append(words["board"])
        previous = ""
        for seat in region.seats:
            label = self.seat_label(seat)
            if label != previous:
                result.append(label)
                previous = label
            result.append(self._seat(seat))
        return result

    def seat_label(self, seat: d.SeatData) -> str:
        """Return the heading under which a seat stands."""
        if seat.acting and seat.role == "PRESIDENCY":
            return self.words["acting"]
        return self.words.get(seat.role, seat.role.replace("_", " "))

    def _seat(self, seat: d.SeatData) -> str:
        holder = seat.holder.name if seat.holder else self.words["vacant"]
        function = self.text(seat.function)
        organisation = f"(**{self.text(seat.organisation.name)}**)" if seat.organisation else ""
        return f"{holder}, " + " ".join(part for part in (function, organisation) if part)

    def secretariat(self) -> list[str]:
        association = self.data.association
        staff = [
            "\n".join(p for p in (person.name, self.text(person.function)) if p) for person in self.data.staff
        ]
        result = [self.words["staff"], *staff] if staff else []
        contact = [
            *association.address,
            *([f"{self.words['phone']} {association.phone}"] if association.phone else []),
            *(part for part in (association.email, association.website, association.hashtag) if part),
        ]
        return [*result, self.words["staff"], "\n".join(contact)] if contact else result


def _tear(body: Sequence[str]) -> tuple[int, str, str] | None:
    """Return a paragraph's index and its halves, torn inside a sentence, before a word in lower case."""
    for index, text in enumerate(body):
        if text.startswith(("- ", "1. ")):
            continue
        words = text.split(" ")
        middle = len(words) // 2
        for place in sorted(range(6, len(words) - 3), key=lambda n: abs(n - middle)):
            head, tail = words[place - 1], words[place]
            if tail[:1].islower() and re.fullmatch(r"[^\W\d_]{2,}", head):
                return index, " ".join(words[:place]), " ".join(words[place:])
    return None

"""Rules on the names of a printed report: printed twice, spelt in several ways, ambiguous, in no list by region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.core.localized import LocalizedText
from rapporteur.core.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reconciling.asking import adapted, of_print, seen
from rapporteur.intake.reconciling.names import form_of, is_small
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.intake.reconciling.reliance import stands_in_lists, stands_unread
from rapporteur.reports.checking import member_rules, naming_rules
from rapporteur.reports.checking.facts import Fact
from rapporteur.reports.checking.finding import Evidence, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

ACTIVATED = LocalizedText({"fr": "Membres activés", "en": "Activated members", "es": "Miembros activados"})

# --- names -------------------------------------------------------------------------------------


def organisation_twice(printed: Print) -> Iterator[Hit]:
    """Yield names of the lists by region that mean one organisation."""
    for key, first, second in printed.twice:
        entry = printed.organisation[key]
        values = {"names": (first.written, second.written)}
        yield Hit(
            entry.record, "names", values, (key, first.written, second.written), (seen(first), seen(second))
        )
    for region in printed.parsed.regions:
        passage = region.provenance.get("members")
        if passage is None:
            continue
        text = "\n".join(line.text for line in printed.pages.between(*passage.lines))
        for name in _repeated(text, region.members):
            record = Record("printed.region", fold(region.name).replace(" ", "-"), printed.lt(region.name))
            values = {"names": (name, name)}
            if any(name in (first.written, second.written) for _, first, second in printed.twice):
                continue
            where = printed.pages.holding(passage.lines, [name])
            yield Hit(record, "names", values, (name,), (Evidence("names", name, where),) * 2)


def _repeated(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield names that stand more than once in a list, those within longer names apart."""
    rest = f"\n{text}\n"
    for name in sorted(names, key=len, reverse=True):
        if rest.count(name) == 1:  # as nearly all do
            rest = rest.replace(name, "\t")
            continue
        pattern = re.compile(rf"(?<![\w'’-]){re.escape(name)}(?![\w'’-])")
        rest, times = pattern.subn("\t", rest)
        if times > 1:
            yield name


@rule(
    "name-twice-in-list",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Does one list name an organisation twice?",
    why="It is counted twice, or another member was meant.",
    message={
        "fr": "{list} : une même organisation y figure deux fois, « {first} » et « {second} ».",
        "en": "{list}: one organisation stands there twice, “{first}” and “{second}”.",
        "es": "{list}: una misma organización figura dos veces, «{first}» y «{second}».",
    },
    mend={
        "fr": "Supprimer l'un des deux, ou nommer le membre qui était visé.",
        "en": "Take one of them away, or name the member that was meant.",
        "es": "Quitar uno de los dos o nombrar al miembro correcto.",
    },
)
@of_print
def name_twice_in_list(printed: Print) -> Iterator[Hit]:
    """Yield names that mean one organisation in a box, or in the list of activated members."""
    lists: dict[tuple[str, str, str], Occurrence] = {}
    for key, where in printed.occurrences:
        if where.record.type == "printed.region":
            continue
        place = (where.record.slug, where.field, key)
        first = lists.setdefault(place, where)
        if first is not where:
            values = {"list": _list(where.record), "first": first.written, "second": where.written}
            yield Hit(
                where.record,
                where.field,
                values,
                (key, first.written, where.written),
                (seen(first), seen(where)),
            )
    raw: list[tuple[Record, p.Record, str, str]] = [
        (Record("printed.list", "activated-members"), printed.parsed.activated_members, "names", "activated"),
        *((each.record, printed.printed(each), "members", "members") for each in printed.activities),
    ]
    for record, source, name, field in raw:
        passage = source.provenance.get(name)
        if passage is not None:
            text = "\n".join(line.text for line in printed.pages.between(*passage.lines))
            for twice in _repeated(text, getattr(source, name)):
                where_ = printed.pages.holding(passage.lines, [twice])
                evidence = Evidence(field, twice, where_)
                values = {"list": _list(record), "first": twice, "second": twice}
                yield Hit(record, field, values, (twice,), (evidence, evidence))


def _list(record: Record) -> LocalizedText:
    """Return what a list is called: that of activated members, or the box of an activity by its title."""
    return record.name or ACTIVATED


@rule(
    "spelling-varies",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    asks="Is every organisation written in one way throughout the report?",
    why="A reader, or a machine that counts, takes two spellings for two organisations.",
    message={
        "fr": "{member} est écrit de plusieurs façons : {spellings}.",
        "en": "{member} is written in several ways: {spellings}.",
        "es": "{member} se escribe de varias maneras: {spellings}.",
    },
    mend={
        "fr": "Choisir une graphie et l'employer partout.",
        "en": "Choose one spelling and use it throughout.",
        "es": "Elegir una grafía y usarla en todo el informe.",
    },
)
@of_print
def spelling_varies(printed: Print) -> Iterator[Hit]:
    """Yield organisations whose distinguishing words are spelt in several ways, capitals and punctuation apart."""
    found: dict[str, dict[str, Evidence]] = {}
    size = {key: len(_core(entry.name)) for key, entry in printed.directory.entries.items()}
    for key, written, evidence in _written(printed):
        words = _core(written)
        if key in size and (len(words) != size[key] or _is_acronym(written)):
            continue  # an acronym or a town hall is another name, no other spelling
        spelt = " ".join(words)
        plain = written == written.upper() and spelt == fold(spelt)  # capitals are often set without accents
        spellings = found.setdefault(key, {})
        if not plain or not any(fold(other) == spelt for other in spellings):
            spellings.setdefault(spelt, evidence)
    for key, spellings in found.items():
        if len(spellings) > 1:
            seen_ = tuple(spellings.values())
            each = printed.organisation.get(key)
            names = tuple(str(item.value) for item in seen_)
            place = Record("printed.place", key.partition(":")[2], printed.lt(names[0]))
            record = each.record if each else place
            yield Hit(record, "name", {"member": record.name, "spellings": names}, (key, names), seen_)


def _written(printed: Print) -> Iterator[tuple[str, str, Evidence]]:
    """Yield every name of an organisation or place as written, by its key: in lists, headings and texts."""
    for key, where in sorted(printed.occurrences, key=lambda each: each[1].written.isupper()):
        yield key, where.written, seen(where)
    for activity in printed.activities:
        for place in activity.places:
            written = place.name.best(())
            key = place.organisation or f"place:{' '.join(sorted(form_of(written).base))}"
            yield key, written, Evidence("places", written, activity.passages.get("places"))
        body = printed.printed(activity).provenance.get("body")
        if body is None:
            continue
        for mention in printed.names.in_text(printed.text_of(activity), printed.language):
            if len(mention.keys) == 1 and (key := next(iter(mention.keys))) in printed.organisation:
                line = printed.pages.holding(body.lines, [mention.written])
                yield key, mention.written, Evidence("text", mention.written, line)


def _core(name: str) -> list[str]:
    """Return the words that tell a name from others, accents kept, in alphabetical order."""
    return sorted(word for word in re.findall(r"\w+", name.casefold()) if not is_small(word))


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= ACRONYM


ACRONYM = 4


def name_ambiguous(printed: Print) -> Iterator[Hit]:
    """Yield names in texts, lists and seats of the board that several members may bear."""
    for hit in naming_rules.name_ambiguous.ask(printed):
        yield hit._replace(values={**hit.values, "where": hit.values["activity"]})
    for where in printed.ambiguous:
        meanings = tuple(map(printed.name, where.meanings))
        listed = tuple(item for key in where.meanings for item in printed.organisation[key].evidence("name"))
        yield Hit(
            where.record,
            where.field,
            {"written": where.written, "meanings": meanings, "where": where.record.name or ACTIVATED},
            (where.written, where.meanings),
            (seen(where), *listed),
        )


@rule(
    "name-not-in-directory",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    asks="Do the lists by region have every member that the report names as one?",
    why="Either it is no member, or the lists by region forget it.",
    message={
        "fr": "{written} est nommé parmi les membres, mais aucune liste par région ne l'a.",
        "en": "{written} is named among the members, but no list by region has it.",
        "es": "{written} figura entre los miembros, pero no está en ninguna lista por región.",
    },
    mend={
        "fr": "L'ajouter à sa région, ou le retirer des membres nommés.",
        "en": "Add it to its region, or take it from the members named.",
        "es": "Añadirlo a su región o quitarlo de los miembros nombrados.",
    },
)
@of_print
def name_not_in_directory(printed: Print) -> Iterator[Hit]:
    """Yield each name, once, that boxes, lists or meetings have and the lists by region do not."""
    if not printed.parsed.regions:
        return
    by_name: dict[str, list[Occurrence]] = {}
    for where in printed.unlisted:
        by_name.setdefault(fold(where.written), []).append(where)
    for places in by_name.values():
        if stands_in_lists(printed, places[0].written):
            continue
        evidence = (*map(seen, places), Evidence("directory", "", printed.list_passages.get("directory")))
        yield Hit(
            places[0].record, places[0].field, {"written": places[0].written}, (places[0].written,), evidence
        )


def listed_not_activated(printed: Print) -> Iterator[Hit]:
    """Yield members in the list that no box has; one that an ambiguous name or an unread box may mean is left open."""
    open_ = {key for where in printed.ambiguous if where.field == "members" for key in where.meanings}
    for hit in member_rules.listed_not_activated.ask(printed):
        if hit.record.slug not in open_ and not stands_unread(
            printed, printed.directory.entries[hit.record.slug].name
        ):
            where = [o for key, o in printed.occurrences if key == hit.record.slug and o.field == "activated"]
            yield hit._replace(evidence=(*map(seen, where), *hit.evidence))


RULES: tuple[Rule, ...] = (
    adapted(
        member_rules.organisation_twice,
        organisation_twice,
        message={
            "fr": "Les listes par région impriment deux fois une même organisation : « {names} ».",
            "en": "The lists by region print one organisation twice: “{names}”.",
            "es": "Las listas por región imprimen dos veces una misma organización: «{names}».",
        },
        mend={
            "fr": "N'imprimer l'organisation qu'une fois, ou distinguer les deux noms.",
            "en": "Print the organisation once, or tell the two names apart.",
            "es": "Imprimir la organización una sola vez o diferenciar los dos nombres.",
        },
    ),
    name_twice_in_list,
    spelling_varies,
    adapted(
        naming_rules.name_ambiguous,
        name_ambiguous,
        message={
            "fr": "« {written} » seul ({where}) peut désigner plusieurs membres : {meanings}.",
            "en": "“{written}” alone ({where}) may mean several members: {meanings}.",
            "es": "«{written}» a secas ({where}) puede designar a varios miembros: {meanings}.",
        },
        mend={
            "fr": "Écrire le nom complet du membre dont il s'agit.",
            "en": "Write the full name of the member that is meant.",
            "es": "Escribir el nombre completo del miembro del que se trata.",
        },
    ),
    name_not_in_directory,
    adapted(member_rules.listed_not_activated, listed_not_activated),
)

"""Rules on the names of a printed report: printed twice, spelt in several ways, ambiguous, in no list by region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reconciling.asking import adapt_rule, evidence_at, of_print
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.intake.reconciling.reliance import stands_in_lists, stands_unread
from rapporteur.proof.rules import members as member_rules
from rapporteur.proof.rules import naming as naming_rules
from rapporteur.proof.rules.finding import Evidence, Record, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact
from rapporteur.proof.rules.subject_names import names_in_texts
from rapporteur.records.names.forms import form_of, is_small

ACTIVATED = Message("Activated members")

# --- names -------------------------------------------------------------------------------------


def organisation_twice(printed: Print) -> Iterator[Hit]:
    """Yield names of the lists by region that mean one organisation."""
    for key, first, second in printed.twice:
        entry = printed.organisation[key]
        values = {"names": (first.written, second.written)}
        yield Hit(
            entry.record,
            "names",
            values,
            (key, first.written, second.written),
            (evidence_at(first), evidence_at(second)),
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
    message=Message("{list}: one organisation stands there twice, “{first}” and “{second}”."),
    mend=Message("Take one of them away, or name the member that was meant."),
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
                (evidence_at(first), evidence_at(where)),
            )
    raw: list[tuple[Record, p.ParsedRecord, str, str]] = [
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


def _list(record: Record) -> LocalizedText | Message:
    """Return what a list is called: that of activated members, or the box of an activity by its title."""
    return record.name or ACTIVATED


@rule(
    "spelling-varies",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    asks="Is every organisation written in one way throughout the report?",
    why="A reader, or a machine that counts, takes two spellings for two organisations.",
    message=Message("{member} is written in several ways: {spellings}."),
    mend=Message("Choose one spelling and use it throughout."),
)
@of_print
def spelling_varies(printed: Print) -> Iterator[Hit]:
    """Yield organisations whose distinguishing words are spelt in several ways, capitals and punctuation apart."""
    found: dict[str, dict[str, Evidence]] = {}
    size = {key: len(_core(each.name)) for key, each in printed.directory.organisations.items()}
    for key, written, evidence in _spellings(printed):
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


def _spellings(printed: Print) -> Iterator[tuple[str, str, Evidence]]:
    """Yield every name of an organisation or place as written, by its key: in lists, headings and texts."""
    for key, where in sorted(printed.occurrences, key=lambda each: each[1].written.isupper()):
        yield key, where.written, evidence_at(where)
    for activity in printed.activities:
        for place in activity.places:
            written = place.name.best(())
            key = place.organisation or f"place:{' '.join(sorted(form_of(written).base))}"
            yield key, written, Evidence("places", written, activity.passages.get("places"))
        body = printed.printed(activity).provenance.get("body")
        if body is None:
            continue
        for mention in names_in_texts(printed).in_text(printed.text_of(activity), printed.language):
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
            (evidence_at(where), *listed),
        )


@rule(
    "name-not-in-directory",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    in_print=InPrint(needs_whole="directory"),
    asks="Do the lists by region have every member that the report names as one?",
    why="Either it is no member, or the lists by region forget it.",
    message=Message("{written} is named among the members, but no list by region has it."),
    mend=Message("Add it to its region, or take it from the members named."),
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
        evidence = (
            *map(evidence_at, places),
            Evidence("directory", "", printed.list_passages.get("directory")),
        )
        yield Hit(
            places[0].record, places[0].field, {"written": places[0].written}, (places[0].written,), evidence
        )


def listed_not_activated(printed: Print) -> Iterator[Hit]:
    """Yield members in the list that no box has; one that an ambiguous name or an unread box may mean is left open.

    A box may have who stands in no list by region: a stranger there, and no member that is activated.
    """
    open_ = {key for where in printed.ambiguous if where.field == "members" for key in where.meanings}
    open_ |= {
        key
        for key, where in printed.occurrences
        if where.field == "members" and where.record.type == "activities.activity"
    }
    for hit in member_rules.listed_not_activated.ask(printed):
        if hit.record.slug not in open_ and not stands_unread(
            printed, printed.directory.organisations[hit.record.slug].name
        ):
            where = [o for key, o in printed.occurrences if key == hit.record.slug and o.field == "activated"]
            yield hit._replace(evidence=(*map(evidence_at, where), *hit.evidence))


RULES: tuple[Rule, ...] = (
    adapt_rule(
        member_rules.organisation_twice,
        organisation_twice,
        message=Message("The lists by region print one organisation twice: “{names}”."),
        mend=Message("Print the organisation once, or tell the two names apart."),
    ),
    name_twice_in_list,
    spelling_varies,
    adapt_rule(
        naming_rules.name_ambiguous,
        name_ambiguous,
        in_print=InPrint(words="written"),
        message=Message("“{written}” alone ({where}) may mean several members: {meanings}."),
        mend=Message("Write the full name of the member that is meant."),
    ),
    name_not_in_directory,
    adapt_rule(
        member_rules.listed_not_activated,
        listed_not_activated,
        in_print=InPrint(needs_whole="activated", against="activated"),
    ),
)

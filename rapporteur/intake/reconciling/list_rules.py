"""Rules on the lists of a printed report: plan tables, bilateral meetings, media."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.core.dates import DateSpan
from rapporteur.core.localized import LocalizedText
from rapporteur.core.search import fold
from rapporteur.intake.reconciling.asking import adapted, of_print
from rapporteur.intake.reconciling.names import form_of
from rapporteur.intake.reconciling.printed import Print
from rapporteur.reports.checking import contact_rules, plan_rules
from rapporteur.reports.checking.facts import Fact, Meeting, Node
from rapporteur.reports.checking.finding import Evidence, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

# --- the plan ----------------------------------------------------------------------------------


@rule(
    "plan-table-gap",
    Severity.WARNING,
    needs=[Fact.PLAN],
    asks="Do the tables of the plan print the measure of every deliverable?",
    why="A deliverable without its measure hangs in the air; one of the two codes may be mistyped.",
    message={
        "fr": "Le tableau imprime {code}, mais pas {above}.",
        "en": "The tables print {code}, but not {above}.",
        "es": "La tabla incluye {code}, pero no {above}.",
    },
    mend={
        "fr": "Ajouter {above} au tableau, ou corriger le code {code}.",
        "en": "Add {above} to the table, or correct the code {code}.",
        "es": "Añadir {above} a la tabla o corregir el código {code}.",
    },
)
@of_print
def plan_table_gap(printed: Print) -> Iterator[Hit]:
    """Yield deliverables in the tables whose measure is not there, where measures are printed at all."""
    if not any(line.measures for line in printed.parsed.plan_execution):
        return
    tables = {
        node.code for line in printed.parsed.plan_execution for node in (*line.measures, *line.deliverables)
    }
    below: dict[str, list[Node]] = {}
    for node in printed.nodes:
        above = node.parent
        if node.code in tables and above and above not in tables and _is_measure(printed, above):
            below.setdefault(above, []).append(node)
    for above, nodes in below.items():
        values = {"code": tuple(node.code for node in nodes), "above": above}
        evidence = tuple(item for node in nodes for item in node.evidence("title"))
        yield Hit(Record("plan.node", above), "parent", values, tuple(nodes), evidence)


def _is_measure(printed: Print, code: str) -> bool:
    """Whether a code that the tables lack is of a measure: lines stand in headings, not in tables."""
    return code not in printed.node or printed.node[code].parent is not None


def plan_code_unlisted(printed: Print) -> Iterator[Hit]:
    """Yield codes of activities that the tables of the plan do not print."""
    table = Evidence("plan", "", printed.list_passages.get("plan"))
    for hit in plan_rules.plan_code_unlisted.ask(printed):
        yield hit._replace(evidence=(*hit.evidence, table))


def plan_deliverable_no_evidence(printed: Print) -> Iterator[Hit]:
    """Yield deliverables of the tables that no activity carries."""
    for hit in plan_rules.plan_deliverable_no_evidence.ask(printed):
        node = printed.node[hit.record.slug]
        yield hit._replace(evidence=node.evidence("title"))


# --- bilateral meetings ------------------------------------------------------------------------


@rule(
    "prospect-list-repeated",
    Severity.WARNING,
    needs=[Fact.MEETINGS],
    asks="Do two bilateral meetings have the same list of prospects?",
    why="A whole list that comes back has as a rule been copied.",
    message={
        "fr": "Les mêmes candidats ({prospects}) sont imprimés en deux endroits : {places}.",
        "en": "The same prospects ({prospects}) are printed at two places: {places}.",
        "es": "Los mismos candidatos ({prospects}) figuran en dos lugares: {places}.",
    },
    mend={
        "fr": "Dire lesquels ont été rencontrés à chacun de ces lieux.",
        "en": "Say which of them were met at each place.",
        "es": "Decir con cuáles hubo reunión en cada lugar.",
    },
)
@of_print
def prospect_list_repeated(printed: Print) -> Iterator[Hit]:
    """Yield lists of two prospects or more that several meetings have."""
    for meetings in _same_prospects(printed):
        shown = tuple(printed.name(key) for key in meetings[0].prospects)
        yield Hit(
            meetings[0].record,
            "prospects",
            {"prospects": shown, "places": tuple(meeting.place.name for meeting in meetings)},
            tuple(meetings),
            tuple(item for meeting in meetings for item in meeting.evidence("prospects")),
        )


def _same_prospects(printed: Print) -> list[list[Meeting]]:
    by_list: dict[frozenset[str], list[Meeting]] = {}
    for meeting in printed.meetings:
        if len(meeting.prospects) > 1:
            by_list.setdefault(frozenset(map(fold, meeting.prospects)), []).append(meeting)
    return [meetings for meetings in by_list.values() if len(meetings) > 1]


def prospect_met_again(printed: Print) -> Iterator[Hit]:
    """Yield prospects met more than once, but for meetings that share a whole list."""
    whole = [{meeting.slug for meeting in meetings} for meetings in _same_prospects(printed)]
    for hit in contact_rules.prospect_met_again.ask(printed):
        met = {part.slug for part in hit.rests_on if isinstance(part, Meeting)}
        if not any(met <= group for group in whole):
            yield hit


@rule(
    "met-not-activated",
    Severity.INFORMATION,
    needs=[Fact.MEETINGS, Fact.ACTIVITIES],
    asks="Does an activity at the place of a bilateral meeting activate the members that were met?",
    why="They were there; the meeting may all the same have been apart from the activity.",
    message={
        "fr": "Rencontrés ({place}, {month}) sans que l'activité de ce lieu les active : {members}.",
        "en": "Met ({place}, {month}), while the activity there does not activate them: {members}.",
        "es": "Hubo reunión ({place}, {month}), pero la actividad de ese lugar no los activa: {members}.",
    },
    mend={
        "fr": "Les ajouter aux membres activés de l'activité s'ils y ont pris part.",
        "en": "Add them to the activity's members if they took part in it.",
        "es": "Añadirlos a los miembros de la actividad si participaron en ella.",
    },
)
@of_print
def met_not_activated(printed: Print) -> Iterator[Hit]:
    """Yield meetings with members that no activity at that place in that month has in its box."""
    for meeting in printed.meetings:
        base = form_of(meeting.place.name.best(())).base
        at = [
            activity
            for activity in printed.activities
            if activity.month == meeting.month
            and any(form_of(place.name.best(())).base == base for place in activity.places)
        ]
        boxed = {slug for activity in at for slug in activity.member_slugs}
        missing = [slug for slug in meeting.members if slug not in boxed]
        if at and missing:
            yield Hit(
                meeting.record,
                "members",
                {
                    "place": meeting.place.name,
                    "month": DateSpan(month=meeting.month),
                    "members": tuple(map(printed.name, missing)),
                },
                (meeting, *missing),
                (*meeting.evidence("members"), *(item for each in at for item in each.evidence("members"))),
            )


# --- media -------------------------------------------------------------------------------------


@rule(
    "media-no-channel",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Does every mention say by which channel it came?",
    why="Asked where the report names channels in words for most mentions: the others were forgotten.",
    message={
        "fr": "Mention sans canal : {outlet}, {subject}.",
        "en": "A mention without channel: {outlet}, {subject}.",
        "es": "Mención sin canal: {outlet}, {subject}.",
    },
    mend={"fr": "Indiquer le canal.", "en": "Give the channel.", "es": "Indicar el canal."},
)
@of_print
def media_no_channel(printed: Print) -> Iterator[Hit]:
    """Yield mentions without channel where at least half of them have one."""
    media = printed.parsed.media
    if 2 * sum(1 for each in media if each.channels) < len(media):
        return
    for mention, each in zip(printed.mentions, media, strict=True):
        if not each.channels:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            evidence = mention.evidence("subject" if each.subject else "outlet")
            yield Hit(mention.record, "channels", values, (mention,), evidence)


@rule(
    "media-twice",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Is one mention printed twice?",
    why="The same outlet and subject in one month are one mention as a rule.",
    message={
        "fr": "La même mention est imprimée deux fois en un mois : {outlet}, {subject}.",
        "en": "One mention is printed twice in a month: {outlet}, {subject}.",
        "es": "La misma mención figura dos veces en un mes: {outlet}, {subject}.",
    },
    mend={"fr": "En supprimer une.", "en": "Take one of them away.", "es": "Quitar una de las dos."},
)
@of_print
def media_twice(printed: Print) -> Iterator[Hit]:
    """Yield mentions whose month, outlet and subject an earlier one has."""
    first: dict[tuple[str, str, str], Evidence] = {}
    for mention in printed.mentions:
        subject = fold(mention.subject.best(()))
        evidence = Evidence("subject", mention.subject, mention.passages.get("subject"))
        earlier = first.setdefault((mention.month, fold(mention.outlet), subject), evidence)
        if earlier is not evidence and subject:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            yield Hit(mention.record, "subject", values, (mention,), (earlier, evidence))


PLAN_UNLISTED = {
    "message": LocalizedText(
        {
            "fr": "Le code {code} n'est pas dans les tableaux du plan, et des activités le portent : {activities}.",
            "en": "The code {code} is not in the tables of the plan, and activities carry it: {activities}.",
            "es": "El código {code} no está en las tablas del plan y hay actividades que lo llevan: {activities}.",
        }
    )
}
RULES: tuple[Rule, ...] = (
    plan_table_gap,
    adapted(plan_rules.plan_code_unlisted, plan_code_unlisted, **PLAN_UNLISTED),
    adapted(plan_rules.plan_deliverable_no_evidence, plan_deliverable_no_evidence),
    prospect_list_repeated,
    adapted(contact_rules.prospect_met_again, prospect_met_again),
    met_not_activated,
    media_no_channel,
    media_twice,
)

"""What the checks find of drafts, as if they were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rapporteur.base.core.models import TranslationState
from rapporteur.base.core.translations import revision
from rapporteur.interfaces.office.reviews.printing import CompiledDraft
from rapporteur.proof.checks.fetch import fetch_more
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.checks.subject import subject_of
from rapporteur.proof.rules.finding import Finding
from rapporteur.proof.rules.rulebook import apply_waivers, run_checks
from rapporteur.report.translating.texts import PeriodText, printed_texts


def findings_on(drafts: Sequence[Any], compiled: CompiledDraft) -> list[Finding]:
    """Return what the checks of a quarter find of the drafts that are compiled in it, as if they were published."""
    period, as_of = compiled.period, compiled.period.last_day
    more = fetch_more(period, as_of, compiled.records)
    texts: Sequence[PeriodText] = printed_texts(compiled.records, as_of)
    for draft in drafts:
        texts = _as_published(texts, draft)
    found = run_checks(subject_of(compiled.data, compiled.records, more, texts))
    standing = apply_waivers(found, CheckWaiver.objects.order_by("at", "id")).open
    keys = {(draft._meta.label_lower, draft.slug) for draft in drafts}
    return [one for one in standing if one.record.key in keys and not one.rule.id.startswith("draft")]


def _as_published(texts: Sequence[PeriodText], draft: Any) -> list[PeriodText]:
    """Return the texts as publishing would leave them: a translation that is rewritten says its source as it is."""
    key = (draft._meta.label_lower, draft.slug)
    states = TranslationState.objects.filter(record_type=key[0], record=key[1])
    known = {
        (field, language): text_hash
        for field, language, text_hash in states.values_list("field", "language", "text_hash")
    }

    def is_kept(text: PeriodText, language: str) -> bool:
        return known.get((text.path, language)) == revision(text.texts.get(language, ""))

    return [
        replace(
            text,
            made_from={name: one for name, one in text.made_from.items() if is_kept(text, name)},
        )
        if (text.record_type, text.record) == key
        else text
        for text in texts
    ]

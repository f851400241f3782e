"""The table of `translations` in the language of who reads it."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.translations import MadeFrom, revision
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.translations import _print
from rapporteur.report.translating.matrix import Matrix
from rapporteur.report.translating.texts import PeriodText

QUARTER = Period(date(2018, 4, 1), date(2018, 7, 1))
NAMES = LocalizedText({"en": "Forum", "fr": "Forum"})


def table(capsys: pytest.CaptureFixture[str]) -> list[str]:
    made_from = {"fr": MadeFrom(revision("Fair"), "Fair", machine=False)}
    text = PeriodText("activities.Activity", "forum", "title", NAMES, made_from=made_from)
    _print(Matrix(QUARTER, "en", ("en", "fr", "es"), (text,)), None)
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_the_table_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    lines = table(capsys)

    assert lines[0] == "texts en (source) fr es"
    assert lines[1] == "activities.Activity 1/1 done 0/1 done, 1 stale 0/1 done, 1 missing"
    assert lines[2].startswith("fr stale ")
    assert lines[3:5] == ["source was Fair", "source is Forum"]
    assert lines[5].startswith("es missing ")


def test_the_table_in_french(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTEUR_LANGUAGE", "fr")

    lines = table(capsys)

    assert lines[0] == "textes en (source) fr es"
    assert lines[1] == "activities.Activity 1/1 faits 0/1 faits, 1 périmés 0/1 faits, 1 absents"
    assert lines[2].startswith("fr périmé ")
    assert lines[3:5] == ["source avant Fair", "source après Forum"]

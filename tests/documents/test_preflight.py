"""Each kind of fault, planted, is found, named and says what to do."""

from __future__ import annotations

import base64
import importlib.util
import io
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from rapporteur.base.values import pictures
from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.richtext import Block, Run
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.documents.preflight.check import check_renderable, contrast, require_renderable
from rapporteur.documents.preflight.gaps import with_gaps_marked
from rapporteur.documents.preflight.pictures import MOST_PIXELS, picture_fault
from rapporteur.documents.preflight.problems import FAULTS as WORDS_OF_FAULTS
from rapporteur.documents.preflight.problems import LayoutProblem, ReportNotRenderable
from rapporteur.documents.preflight.texts import COVERAGE, longest_word, unprintable
from rapporteur.report.value.data import ActivityData, PhotoData, ReportData
from tests.support.hostile_pictures import jpeg_that_claims, png_of
from tests.support.sample_report import sample_report, tiny_report

TOOL = Path(__file__).resolve().parents[2] / "tools" / "font_coverage.py"


def _coverage_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("font_coverage", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _picture(mode: str = "RGB", kind: str = "JPEG") -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert(mode).save(stream, kind)
    return stream.getvalue()


def _photo(content: bytes, media_type: Any = "image/jpeg", **texts: Any) -> PhotoData:
    fields = {"alt": LocalizedText({"pt": "Uma vila", "en": "A town"}), "credit": "A. Nome", **texts}
    return PhotoData(
        media_type=media_type, width=64, height=48, content=base64.b64encode(content).decode(), **fields
    )


def _with(**changes: object) -> tuple[ReportData, ActivityData]:
    """Return the small report with its first activity changed, and that activity."""
    data = tiny_report()
    activity = replace(data.activities[0], **changes)
    return replace(data, activities=(activity, *data.activities[1:])), activity


def _only(data: ReportData, *languages: str) -> LayoutProblem:
    (problem,) = check_renderable(data, languages)
    return problem


def test_sample_reports_can_be_laid_out() -> None:
    assert check_renderable(sample_report(), ("fr", "en", "es")) == ()
    assert check_renderable(tiny_report(), ("pt", "en")) == ()


def test_title_that_a_language_lacks() -> None:
    data, activity = _with(title=LocalizedText({"pt": "Reunião"}))
    assert _only(data, "pt", "en") == LayoutProblem(f"activity {activity.slug}", "title", "en", "EMPTY")
    assert check_renderable(data, ("pt",)) == ()


def test_name_that_a_member_lacks() -> None:
    data = tiny_report()
    member = replace(data.members[0], name=EMPTY)
    data = replace(data, members=(member, *data.members[1:]))
    problem = _only(data, "pt")
    assert (problem.record, problem.field, problem.language) == (f"member {member.slug}", "name", "pt")


@pytest.mark.parametrize("field", ["alt", "credit"])
def test_photograph_without_what_it_needs(field: str) -> None:
    data, activity = _with(
        photo=_photo(_picture(), "image/jpeg", **{field: EMPTY if field == "alt" else " "})
    )
    problem = _only(data, "en")
    assert (problem.record, problem.field) == (f"activity {activity.slug}", f"photo.{field}")
    assert problem.fault == f"{field.upper()}_EMPTY"


@pytest.mark.parametrize(
    ("content", "media_type", "fault", "wrong"),
    [
        (_picture("CMYK"), "image/jpeg", "CMYK", "the file is a CMYK JPEG, meant for a printing press"),
        (_picture(), "image/png", "OTHER_TYPE", "the file is a JPEG, not the PNG that it claims to be"),
        (
            _picture(kind="PNG"),
            "image/jpeg",
            "OTHER_TYPE",
            "the file is a PNG, not the JPEG that it claims to be",
        ),
        (b"<svg/>", "image/jpeg", "NO_PICTURE", "the file is no JPEG picture"),
        (b"", "image/png", "NO_PICTURE", "the file is no PNG picture"),
        (_picture()[:-400], "image/jpeg", "CUT", "the JPEG file breaks off"),
        (_picture()[:30], "image/jpeg", "DAMAGED", "the JPEG file is damaged"),
        (_picture(kind="PNG")[:-40], "image/png", "DAMAGED", "the PNG file is damaged"),
        (_picture(kind="PNG")[:-12], "image/png", "CUT", "the PNG file breaks off"),
        (
            png_of(20_000, 20_000),
            "image/png",
            "TOO_MANY_PIXELS",
            "the PNG file has more than 64 million pixels",
        ),
        (
            jpeg_that_claims(_picture(), 60_000, 60_000),
            "image/jpeg",
            "TOO_MANY_PIXELS",
            "the JPEG file has more than 64 million pixels",
        ),
        (png_of(20_000, 20_000, said=(9, 9)), "image/png", "DAMAGED", "the PNG file is damaged"),
        (_picture(kind="PNG")[:20], "image/png", "DAMAGED", "the PNG file is damaged"),
    ],
)
def test_picture_that_cannot_be_placed(content: bytes, media_type: str, fault: str, wrong: str) -> None:
    data, _ = _with(photo=_photo(content, media_type))
    problem = _only(data, "pt")
    assert (problem.field, problem.fault, problem.wrong()) == ("photo.content", fault, wrong)


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "JPEG"), ("L", "JPEG"), ("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG")]
)
def test_picture_that_can_be_placed(mode: str, kind: str) -> None:
    assert picture_fault(_photo(_picture(mode, kind), f"image/{kind.lower()}")) is None


def test_a_photograph_has_as_many_pixels_as_one_of_the_library() -> None:
    assert MOST_PIXELS == pictures.MOST_PIXELS


def test_content_that_is_not_base64() -> None:
    assert picture_fault(replace(_photo(_picture()), content="é")) == ("NOT_BASE64", {})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("東京", "“東” U+6771 CJK UNIFIED IDEOGRAPH-6771"),
        ("القاهرة", "U+0627 ARABIC LETTER ALEF"),
        ("Festa 🎉", "“🎉” U+1F389 PARTY POPPER"),
        ("a\x07b", "U+0007 control character"),
        ("\ufeffa", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ],
)
def test_characters_that_the_fonts_do_not_have(text: str, named: str) -> None:
    blocks = (Block(items=((Run(text="Bom."), Run(text=text)),)),)
    data, activity = _with(text={"pt": blocks, "en": blocks})
    problem = _only(data, "pt")
    assert (problem.record, problem.field) == (f"activity {activity.slug}", "text[1].items[1][2].text")
    assert problem.language == "pt"
    assert named in problem.wrong()


def test_characters_of_the_plan_are_found_by_the_code_of_the_node() -> None:
    data = tiny_report()
    assert data.plan
    node = replace(data.plan.nodes[1], title=LocalizedText({"pt": "计划", "en": "Plan"}))
    plan = replace(data.plan, nodes=(data.plan.nodes[0], node, *data.plan.nodes[2:]))
    problem = _only(replace(data, plan=plan), "pt", "en")
    assert (problem.record, problem.field, problem.language) == (f"plan node {node.code}", "title", "pt")


def test_languages_of_europe_and_vietnamese_can_be_printed() -> None:
    text = "ÀÉÎÕÜ çğışž Łódź Ñuñoa Đà Nẵng Thành phố Hồ Chí Minh ŵ ẞ œ « » “ ” ‘ ’ – — … € ₫ ½ \u202f\u00a0"
    assert unprintable(text) == ()


def test_word_without_a_place_to_break() -> None:
    data, activity = _with(title=LocalizedText({"pt": "Uma " + "x" * 60, "en": "One"}))
    problem = _only(data, "pt")
    assert (problem.record, problem.field) == (f"activity {activity.slug}", "title")
    assert "has 60 characters and no place to break" in problem.wrong()


def test_longest_word_counts_hyphens_and_slashes_as_places_to_break() -> None:
    assert longest_word("https://example.org/a-long-way ok") == "example.org"


def test_colour_that_cannot_be_read_on_white() -> None:
    data = tiny_report()
    colours = replace(data.association.colours, lines=("#1d4e89", "#f2c500"))
    data = replace(data, association=replace(data.association, colours=colours))
    problem = _only(data, "pt")
    assert (problem.record, problem.field) == ("association", "colours.lines[2]")
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)


def test_all_problems_are_said_at_once() -> None:
    data, activity = _with(title=LocalizedText({"pt": "東京"}), photo=_photo(b"", credit=""))
    with pytest.raises(ReportNotRenderable) as caught:
        require_renderable(data, ("pt", "en"))
    assert [problem.field for problem in caught.value.problems] == [
        "title",
        "photo.credit",
        "photo.content",
        "title",
    ]
    assert str(caught.value).splitlines()[0] == (
        f"activity {activity.slug}, title (en): the text is empty. Write it, or leave the language out of the report"
    )


def test_table_of_characters_is_that_of_the_fonts() -> None:
    pytest.importorskip("fontTools")
    assert COVERAGE.read_text(encoding="utf-8") == _coverage_tool().table()


FAULTS: dict[str, dict[str, Any]] = {
    "CONTRAST": {"colour": "#f2c500", "contrast": Decimal("1.6"), "least": Decimal("4.5")},
    "OTHER_TYPE": {"found": "PNG", "said": "JPEG"},
    "TOO_MANY_PIXELS": {"said": "PNG", "most": 64},
    "NO_GLYPH": {"characters": ("“東” U+6771", "“京” U+4EAC")},
    "LONG_WORD": {"word": "xxx…", "length": 60, "most": 36},
}


@pytest.mark.parametrize("fault", WORDS_OF_FAULTS)
def test_faults_are_worded_in_each_language(fault: str) -> None:
    problem = LayoutProblem("activity x", "title", "", fault, FAULTS.get(fault, {"said": "JPEG"}))
    for said in (problem.wrong, problem.cure):
        told = {said(language) for language in LANGUAGES}
        assert len(told) == len(LANGUAGES)
        assert not any("{" in each or each.endswith(".") for each in told)


def test_fault_is_worded_with_the_numbers_of_the_language() -> None:
    problem = LayoutProblem("association", "colours.lines[2]", "", "CONTRAST", FAULTS["CONTRAST"])
    assert problem.wrong("fr") == (
        "#f2c500 a un contraste de 1,6 à 1 avec sa teinte\u202f; un texte demande 4,5 à 1"
    )


def test_fault_of_one_character_is_said_in_the_singular() -> None:
    one = LayoutProblem("activity x", "title", "", "NO_GLYPH", {"characters": ("U+6771",)})
    two = LayoutProblem("activity x", "title", "", "NO_GLYPH", {"characters": ("U+6771", "U+4EAC")})
    assert one.wrong() == "the report's fonts cannot print this character: U+6771".replace("'", "’")
    assert two.wrong("es") == "las fuentes del informe no tienen estos caracteres: U+6771 y U+4EAC"


def _without(value: Any, language: str) -> Any:
    """Return a value without any text in one language."""
    if isinstance(value, LocalizedText):
        return LocalizedText({code: text for code, text in value.items() if code != language})
    if isinstance(value, tuple):
        return tuple(_without(part, language) for part in value)
    if isinstance(value, Value):
        return replace(
            value, **{name: _without(getattr(value, name), language) for name in value.__struct_fields__}
        )
    return value


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_preview_has_a_mark_at_every_text_that_preflight_asks_for(language: str) -> None:
    activity = replace(sample_report().activities[0], photo=_photo(_picture(), alt=EMPTY, credit=" "))
    data = replace(sample_report(), activities=(activity, *sample_report().activities[1:]))
    bare = _without(data, language)
    asked = {problem.fault for problem in check_renderable(bare, [language])}
    assert asked == {"EMPTY", "ALT_EMPTY", "CREDIT_EMPTY"}
    marked = with_gaps_marked(bare, language)
    assert check_renderable(marked, [language]) == ()
    assert data.activities[1].title.best(["fr"]) in marked.activities[1].title[language] or language == "fr"


def test_a_report_that_lacks_nothing_is_previewed_as_it_is() -> None:
    data = sample_report()
    assert with_gaps_marked(data, "fr") is data

"""The PDF as bytes: valid, the same everywhere, and printing texts as they are."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import page
import pypdfium2
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, BlockKind, Run
from rapporteur.base.values.running.copies import MakingFailed
from rapporteur.documents.formats import render
from rapporteur.documents.pdf import render as pdf
from rapporteur.documents.pdf.process import AT_ONCE, Compiler, CompilerFailed
from rapporteur.documents.pdf.typst import compile_folder
from rapporteur.documents.preflight.check import check_renderable
from rapporteur.documents.preflight.problems import ReportNotRenderable
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import PhotoData, ReportData
from tests.support.sample_report import sample_report, tiny_report

REPORTS = {"sample": ("fr", "en", "es"), "tiny": ("pt", "en")}
EDITIONS = [(name, language) for name, languages in REPORTS.items() for language in languages]
ODD = (
    "#let *bold* $x$ @ref <label> \\ \" ' `raw` // no /* comment */ -- ~ _low_ = [a](b) #{1+1} https://a.b/c"
)


@cache
def report(name: str) -> ReportData:
    return sample_report() if name == "sample" else tiny_report()


@cache
def document(name: str, language: str) -> bytes:
    return pdf.render(report(name), language)


def printed(content: bytes) -> str:
    """Return the text of all pages, its spaces and line ends made alike."""
    with pypdfium2.PdfDocument(content) as opened:
        pages = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    return flat(" ".join(pages))


def flat(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\ufffe]+", " ", text).strip()


@pytest.mark.parametrize(("name", "language"), EDITIONS)
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A])
def test_document_conforms(name: str, language: str, profile: page.ValidationProfile) -> None:
    found = page.validate_pdf_bytes(document(name, language), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []
    assert found.is_compliant


def test_document_of_the_same_data_is_the_same_in_every_process(tmp_path: Path) -> None:
    source = tmp_path / "report.json"
    source.write_text(report("tiny").canonical_json(), encoding="utf-8")
    code = (
        "import sys, pathlib\n"
        "from rapporteur.documents.pdf.render import render\n"
        "from rapporteur.report.value.snapshot import read_snapshot\n"
        "data = read_snapshot(pathlib.Path(sys.argv[1]))\n"
        "sys.stdout.buffer.write(render(data, 'pt'))\n"
    )
    outputs = []
    for zone, seed, locale in (
        ("Pacific/Kiritimati", "0", "C"),
        ("America/Anchorage", "4711", "tr_TR.UTF-8"),
    ):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        run = subprocess.run(
            [sys.executable, "-c", code, str(source)], env=environment, capture_output=True, check=True
        )
        outputs.append(run.stdout)
    assert outputs == [document("tiny", "pt")] * 2


def test_report_that_cannot_be_laid_out_is_refused_before_anything_is_built() -> None:
    activity = replace(report("tiny").activities[0], title=LocalizedText({"pt": "Reunião 東京"}))
    data = replace(report("tiny"), activities=(activity, *report("tiny").activities[1:]))
    with pytest.raises(ReportNotRenderable, match=f"activity {activity.slug}, title"):
        render(data, "pt", "pdf")


def test_document_made_by_a_process_that_was_ready_is_the_same() -> None:
    with Compiler() as compiler:
        assert render(report("tiny"), "pt", "pdf", compiler) == document("tiny", "pt")


def test_what_cannot_be_laid_out_is_refused_while_the_process_works() -> None:
    photo = PhotoData(media_type="image/png", width=1, height=1, content="no base64", credit="A. Nome")
    activity = replace(report("tiny").activities[0], photo=photo)
    data = replace(report("tiny"), activities=(activity, *report("tiny").activities[1:]))
    with Compiler() as compiler, pytest.raises(ReportNotRenderable, match=f"activity {activity.slug}, photo"):
        render(data, "pt", "pdf", compiler)
    assert not compiler.folder.exists()


def test_process_that_ends_without_a_document_says_why() -> None:
    with Compiler() as compiler:
        (compiler.place("pt") / "report.typ").write_text('#panic("no such thing")', encoding="utf-8")
        compiler.cut([])
        compiler.begin("pt", 0, {})
        with pytest.raises(CompilerFailed, match="no such thing"):
            next(compiler.documents())


def test_more_documents_than_are_compiled_at_once_are_all_made() -> None:
    names = {f"{number}" for number in range(AT_ONCE + 2)}
    with Compiler() as compiler:
        compiler.cut([])
        for name in sorted(names):
            # a document needs a title and a language to be one that everybody can read
            text = f'#set document(title: "{name}")\n#set text(lang: "en")\n{name}'
            (compiler.place(name) / "report.typ").write_text(text, encoding="utf-8")
            compiler.begin(name, 0, {})
        made = dict(compiler.documents())
    assert made.keys() == names
    assert len(set(made.values())) == len(names)


def test_compiler_that_dies_is_told_of() -> None:
    with Compiler() as compiler:
        compiler.cut([])
        compiler.place("pt")
        os.kill(compiler.process.pid, signal.SIGKILL)
        compiler.begin("pt", 0, {})
        with pytest.raises(MakingFailed, match="unexpectedly: SIGKILL"):
            next(compiler.documents())


def test_process_whose_caller_is_gone_ends_with_its_copies() -> None:
    with Compiler() as compiler:
        endless = "#let n = 0\n#while n < 100000000 { n += 1 }"
        (compiler.place("pt") / "report.typ").write_text(endless, encoding="utf-8")
        compiler.cut([])
        compiler.begin("pt", 0, {})
        assert compiler.process.stdin
        compiler.process.stdin.close()
        assert compiler.process.wait(10) == 0


@pytest.mark.parametrize(("name", "language"), EDITIONS)
def test_every_activity_is_printed_with_its_title(name: str, language: str) -> None:
    text = printed(document(name, language))
    titles = [it.title for line in present(report(name), language).lines for it in line.activities]
    assert [title for title in titles if flat(title) not in text] == []
    assert len(titles) == len(report(name).activities)


def test_template_cannot_read_outside_its_folder() -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "report.typ").write_text('#read("/../../etc/hostname")', encoding="utf-8")
        with pytest.raises(typst.TypstError, match="escape"):
            compile_folder(Path(folder), 0)


def _with_texts(*texts: str) -> ReportData:
    """Return the small report with an activity for each text: as its title, as a name, in every style of its body."""
    data = report("tiny")
    activities = []
    for number, text in enumerate(texts):
        runs = (Run(text=text), Run(text=text, bold=True), Run(text=text, italic=True, bold=True))
        blocks = tuple(Block(kind=kind, items=(runs, runs)) for kind in get_args(BlockKind))
        activities.append(
            replace(
                data.activities[0],
                slug=data.activities[0].slug + number * "x",
                title=LocalizedText({"pt": text, "en": text}),
                text={"pt": blocks, "en": blocks},
            )
        )
    return replace(data, activities=(*activities, *data.activities[1:]))


def test_odd_text_is_printed_as_it_is() -> None:
    data = _with_texts(ODD)
    assert check_renderable(data, ("en",)) == ()
    title = next(
        it.title for line in present(data, "en").lines for it in line.activities if "#let" in it.title
    )
    text = printed(pdf.render(data, "en"))
    assert flat(title) in text
    assert "$x$ @ref <label> \\" in text


PRINTABLE = st.text(
    st.one_of(st.sampled_from(ODD), st.characters(max_codepoint=0x24F, exclude_categories=["Cc"])),
    min_size=1,
    max_size=60,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["a\nb", "#set page(width: 1pt)", "A\u0301\u200d\u2060b\tc", "Đắk Lắk, Łódź, Ñuñoa, Ελλάδα, Москва"])
@given(st.lists(st.one_of(PRINTABLE, st.text(min_size=1, max_size=20)), min_size=5, max_size=5))
def test_what_preflight_lets_pass_can_be_built(texts: list[str]) -> None:
    """Several texts are tried in one document: compiling is what takes time."""
    passed = []
    for text in texts:
        data = _with_texts(text)
        if check_renderable(data, ("pt",)):
            with pytest.raises(ReportNotRenderable):
                render(data, "pt", "pdf")
        else:
            passed.append(text)
    if passed:
        assert pdf.render(_with_texts(*passed), "pt").startswith(b"%PDF-1.7")

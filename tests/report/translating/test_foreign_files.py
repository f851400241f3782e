"""Files of translators as other tools write them: encodings, names of languages, inline tags, versions."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rapporteur.base.values.running.bounded import Bounds
from rapporteur.report.translating.export_files import InvalidTranslationFile, read_entries
from rapporteur.report.translating.file_languages import language_of

_ID = "activities.activity/fair/title@0123456789abcdef-01234567"
_SAID = "A la luz del día: ¿qué?"


def xliff(
    target: str = _SAID, *, language: str = "es", head: str = "", version: str = "1.2", space: str = ""
) -> str:
    """Return an XLIFF file of one text."""
    named = space or f"urn:oasis:names:tc:xliff:document:{version}"
    return (
        f'{head}<xliff version="{version}" xmlns="{named}"><file original="x" datatype="plaintext" '
        f'source-language="en" target-language="{language}"><body><group>'
        f'<trans-unit id="{_ID}"><source>In broad daylight</source>'
        f'<target state="translated">{target}</target><alt-trans><target>No</target></alt-trans></trans-unit></group>'
        "</body></file></xliff>"
    )


def po(
    target: str = _SAID, *, language: str = "es", charset: str = "UTF-8", text: str = "In broad daylight"
) -> str:
    """Return a PO file of one text."""
    return (
        f'# A translator\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n'
        f'"Language: {language}\\n"\n\n#. a note\nmsgctxt "{_ID}"\nmsgid "{text}"\nmsgstr "{target}"\n\n'
        '#~ msgid "gone"\n#~ msgstr "ida"\n'
    )


def read(tmp_path: Path, content: bytes) -> tuple[str, str]:
    """Return the language and the only translation of a file."""
    path = tmp_path / "texts"
    path.write_bytes(content)
    language, (entry,) = read_entries(path)
    assert (entry.key, entry.revision, entry.sent) == (
        "activities.activity/fair/title",
        "0123456789abcdef",
        "01234567",
    )
    return language, entry.target


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<?xml version="1.0" encoding="utf-8"?>\n'),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        ("utf-16", ""),
        ("utf-16-le", '<?xml version="1.0" encoding="UTF-16LE"?>'),
        ("utf-16-be", '<?xml version="1.0" encoding="UTF-16BE"?>'),
        ("iso-8859-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("cp1252", '<?xml version="1.0" encoding="windows-1252"?>'),
    ],
)
def test_xliff_of_any_encoding_is_read(tmp_path: Path, encoding: str, head: str) -> None:
    assert read(tmp_path, xliff(head=head).encode(encoding)) == ("es", _SAID)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("Un <g id='1'>día</g> largo", "Un día largo"),
        ("Un <ph id='1'>&lt;b&gt;</ph>día<ph id='2'>&lt;/b&gt;</ph>", "Un <b>día</b>"),
        ("Un<x id='1' equiv-text='{count}'/> día", "Un{count} día"),
        ("<mrk mtype='seg' mid='0'>Uno.</mrk> <mrk mtype='seg' mid='1'>Dos.</mrk>", "Uno. Dos."),
        ("<![CDATA[<p>día</p>]]>", "<p>día</p>"),
        ("Un día<!-- a remark --> largo", "Un día largo"),
        ("Línea\nsegunda", "Línea\nsegunda"),
    ],
)
def test_inline_tags_of_xliff_are_what_they_hold(tmp_path: Path, target: str, said: str) -> None:
    assert read(tmp_path, xliff(target).encode()) == ("es", said)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_older_xliff_is_read(tmp_path: Path, version: str) -> None:
    space = "" if version != "1.0" else "urn:oasis:names:tc:xliff:document:1.1"
    assert read(tmp_path, xliff(version=version, space=space).encode()) == ("es", _SAID)


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_xliff_of_the_second_kind_is_refused_with_what_to_do(tmp_path: Path, version: str) -> None:
    path = tmp_path / "texts.xlf"
    path.write_text(
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:{version}" version="{version}" trgLang="es"/>'
    )
    with pytest.raises(
        InvalidTranslationFile, match=rf"texts.xlf' is XLIFF {version}: export it as XLIFF 1.2"
    ):
        read_entries(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "declares entities"),
        ('<?xml version="1.0"?><!DOCTYPE xliff SYSTEM "file:///etc/passwd"><xliff/>', "declares entities"),
        ("<tmx/>", "neither XLIFF 1.2 nor PO, but <tmx>"),
        ("<xliff version='1.2'><file>", "is damaged XML"),
        (xliff().replace("</xliff>", xliff(language="fr").partition(">")[2]), "several languages .es, fr."),
        (
            po("x").replace("charset=UTF-8", "charset=KLINGON") + "# \udce9",
            "encoding is 'KLINGON', which nobody knows",
        ),
        (po("x") + "# \udce9", "is not UTF-8, which it says it is .line 14.: save it as UTF-8"),
        ("/etc/passwd", "neither XLIFF 1.2 nor PO"),
        ('msgid "a"\nmsgstr "b"\nfoo bar\n', "is a damaged PO file"),
        ('msgid "a', "holds no text"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "texts"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidTranslationFile, match=said):
        read_entries(path)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8-sig"),
        ("ISO-8859-1", "iso-8859-1"),
        ("ISO-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "utf-8"),  # saved as UTF-8, the header left as it was
        ("CHARSET", "utf-8"),  # as templates have it
        ("UTF-16", "utf-16"),
    ],
)
def test_po_of_any_encoding_is_read(tmp_path: Path, charset: str, encoding: str) -> None:
    assert read(tmp_path, po(charset=charset).encode(encoding)) == ("es", _SAID)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_po_of_any_line_ends_and_folding_is_read(tmp_path: Path, ends: str) -> None:
    folded = po('"\n"A la luz\\n"\n"del \\"día\\" \u2028\\\\')
    assert read(tmp_path, folded.replace("\n", ends).encode()) == ("es", 'A la luz\ndel "día" \u2028\\')


@pytest.mark.bounded
@pytest.mark.usefixtures("unmeasured")
def test_text_of_very_many_lines_is_read(tmp_path: Path) -> None:
    """Of twice as many, polib alone took 29 s."""
    path = tmp_path / "texts.po"
    path.write_text(po('"\n' + '"abc"\n' * 300_000 + '"'))
    _, (entry,) = read_entries(path, bounds=Bounds(seconds=10, mebibytes=512))
    assert entry.target == "abc" * 300_000


@pytest.mark.bounded
@pytest.mark.usefixtures("unmeasured")
def test_file_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    path.write_text(po("x " * 10_000_000))
    with pytest.raises(InvalidTranslationFile, match="texts': reading takes more than 16 MiB of memory"):
        read_entries(path, bounds=Bounds(seconds=20, mebibytes=16))


@pytest.mark.parametrize(
    ("named", "languages", "meant"),
    [
        ("es", ("fr", "en", "es"), "es"),
        ("es-ES", ("fr", "en", "es"), "es"),
        ("es_ES", ("fr", "en", "es"), "es"),
        ("es-419", ("fr", "en", "es"), "es"),
        ("es_MX.UTF-8", ("fr", "en", "es"), "es"),
        ("es_ES@euro", ("fr", "en", "es"), "es"),
        ("ES", ("fr", "en", "es"), "es"),
        ("pt_BR", ("en", "pt"), "pt"),
        ("pt_BR", ("en", "pt-pt", "pt-br"), "pt-br"),
        ("zh-Hans-CN", ("en", "zh-hans"), "zh-hans"),
        ("pt", ("en", "pt-pt", "pt-br"), "pt"),  # either may be meant
        ("de-DE", ("fr", "en", "es"), "de-DE"),
        ("est", ("fr", "en", "es"), "est"),
    ],
)
def test_name_of_a_language_is_taken_for_the_one_that_is_meant(
    named: str, languages: tuple[str, ...], meant: str
) -> None:
    assert language_of(named, languages) == meant


@pytest.mark.parametrize("content", [xliff(), po()], ids=["xliff", "po"])
def test_server_with_threads_reads_in_a_new_python_that_knows_no_database(
    tmp_path: Path, content: str
) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert read(tmp_path, content.encode()) == ("es", _SAID)
    finally:
        done.set()
        other.join()

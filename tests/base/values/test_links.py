"""What a link may be, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pypdf
import pytest
from django.core.exceptions import ValidationError
from msgspec.structs import replace

from rapporteur.base.core.models import check_link, check_website
from rapporteur.base.values.links import link_target, mail_target, site_target
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run
from rapporteur.documents import formats
from rapporteur.documents.html.render import page_href
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import MediaMentionData, ReportData
from tests.support.sample_report import tiny_report

HOSTILE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<b>x</b>", "vbscript:x", "file:///etc/passwd", "ftp://example.org", "//example.org", "/inside",
    "#a", "", "http:", "https://", "http://[", "mailto:", "https://a b.org", "https://a.org/\u202egnp.exe",
    "https://a.org/\"onclick=x", "https:\\\\a.org", "blob:https://a.org/1",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_no_link_leads_there(address: str) -> None:
    assert link_target(address) == ""
    with pytest.raises(ValidationError):
        check_link(address)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1#c", "http://example.org:8000", "mailto:a@example.org", "HTTPS://Ávila.es"],
)
def test_a_link_leads_to_the_web_or_to_a_mailbox(address: str) -> None:
    assert link_target(f" {address} ") == address


def test_a_website_may_be_written_without_its_scheme() -> None:
    assert site_target("www.example.org") == "https://www.example.org"
    assert site_target("example.org:8000/a") == "https://example.org:8000/a"
    assert site_target("http://example.org") == "http://example.org"
    check_website("www.example.org")
    for hostile in (
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "mailto:a@b.org",
        "data:,x",
    ):
        assert site_target(hostile) == ""
        with pytest.raises(ValidationError):
            check_website(hostile)


def test_a_mailbox_says_whom_to_write_to_and_no_more() -> None:
    assert mail_target("a@example.org") == "mailto:a@example.org"
    assert [mail_target(box) for box in ("a@b.org?bcc=c@d.org", "a", "", "a b@c.org")] == [""] * 4


def test_a_page_links_to_the_documents_beside_it() -> None:
    assert page_href("/2018-Q2/files/2018-Q2.fr.pdf") == "/2018-Q2/files/2018-Q2.fr.pdf"
    assert [page_href(href) for href in ("javascript:x", "//example.org")] == ["", ""]


def hostile_report(address: str) -> ReportData:
    """Return a report, as a snapshot may bring it, with an address wherever there is room for one."""
    data = tiny_report()
    text = LocalizedText(dict.fromkeys(data.association.languages, "About it"))
    mention = MediaMentionData(month=data.period.months[0], outlet="Gazette", subject=text, link=address)
    linked = (Block(items=((Run(text="press here", href=address),),)),)
    activities = tuple(
        replace(activity, text=dict.fromkeys(data.association.languages, linked))
        for activity in data.activities
    )
    association = replace(data.association, website=address)
    return replace(data, association=association, media=(mention,), activities=activities)


def links(format: str, content: bytes) -> set[str]:
    """Return where the links of a document lead outside of it."""
    if format == "html":
        found = set(re.findall(r'<a href="([^"#][^"]*)"', content.decode()))
    elif format == "pdf":
        annotations = [
            note.get_object()
            for page in pypdf.PdfReader(io.BytesIO(content)).pages
            for note in page.get("/Annots", ())
        ]
        found = {str(note["/A"]["/URI"]) for note in annotations if "/URI" in note.get("/A", {})}
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]
        found = {
            target for part in parts for target in re.findall(r'Target="([^"]*)" TargetMode="External"', part)
        }
    return {unescape(target) for target in found if not target.startswith("mailto:")}


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "xlsx"])
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://example.org/y"])
def test_no_document_links_to_what_a_snapshot_brings(address: str, format: str) -> None:
    data = hostile_report(address)
    content = formats.FORMATS[format].renderer()(data, data.association.source_language)
    linked = address.startswith("https") and format != "xlsx"  # where addresses are text
    assert links(format, content) == ({address} if linked else set())


def test_a_website_that_leads_nowhere_is_printed_all_the_same() -> None:
    data = hostile_report("javascript:alert(1)")
    view = present(data, data.association.source_language)
    assert (view.website, view.website_link) == ("javascript:alert(1)", "")

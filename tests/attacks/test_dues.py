"""Roles that may not see dues walk every address of the installation: no amount and no payer of the ledger is there.

Every run of the tests sends two of them, who between them see all else that there is; `make attack` sends all.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pypdfium2
import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from pytest_django import Settings

from rapporteur.base.core.permissions import TABLE, Reach, Right, Role, operator
from rapporteur.documents.building.build import build
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.proof.editions.freezing import freeze
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import DuesItem, Payment, Waiver
from rapporteur.records.members.models import Organisation
from rapporteur.report.value.snapshot import snapshot_of
from tests.attacks.test_kills import TIMES
from tests.factories import make
from tests.support import small_network as small
from tests.support.office import signed_in, superuser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("unmeasured"),
]  # every page, which the tests of pages have
BLIND = [role for role in Role if TABLE[Right.VIEW_DUES][role] is Reach.NOWHERE]
SENT = BLIND if TIMES else [Role.REVIEWER, Role.REGIONAL_SECRETARY]
AMOUNTS = (Decimal("918273.45"), Decimal("564738.29"), Decimal("192837.46"))
"""Of an item, of its payment, of its waiver; no total is one of them."""
REFERENCE, DECISION = "Transfer Quillfeather", "Decision Oxblood"
PATTERNS = [re.compile(r"\D{0,3}".join(str(int(amount)))) for amount in AMOUNTS]
"""Digits of an amount, however they are grouped."""
LEDGER = re.compile(r"/cms/snippets/dues/(?:duesitem|payment|waiver)/\w+/\d")
"""What leads to a record of the ledger: it says that there is one, and beside what it stands of whom."""
MOST = 2000
"""Pages of one walk: all that there are come to some fifteen hundred."""
LINK = re.compile(r'(?:href|src|action|data-[\w-]*url[\w-]*)="(/[^"#]*)"')
LEAVING = ("/cms/logout/", "/cms/login/", "/static/")
NARROWED = re.compile(r"/[a-z]{2}/[^?]*\?")
"""A state of a list of the portal, which shows nobody more than anybody: test_one_door walks every one."""


@dataclass
class Walk:
    """What somebody has asked for so far, and where something of the ledger stood."""

    client: Client
    asked: dict[str, int] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)

    def ask(self, address: str, allowed: str = "") -> str:
        """Ask for an address and look at the answer; return its text. What was asked for itself is `allowed` there."""
        answer = self.client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        self.asked[address] = answer.status_code
        text = text_of(content, answer.headers.get("Content-Type", ""))
        for secret in (*PATTERNS, LEDGER, re.compile(REFERENCE), re.compile(DECISION)):
            if secret.pattern != allowed and secret.search(text):
                self.found.append(f"{address}: {secret.pattern}")
        return text if answer.status_code == 200 else ""

    def follow(self, addresses: list[str]) -> None:
        """Ask for these, and for all that they lead to."""
        waiting = list(dict.fromkeys(addresses))
        seen = set(waiting)
        while waiting and len(self.asked) < MOST:
            for link in LINK.findall(self.ask(waiting.pop(0))):
                address = same_page(link.replace("&amp;", "&"))
                if address not in seen and not address.startswith(LEAVING) and not NARROWED.match(address):
                    seen.add(address)
                    waiting.append(address)
        assert not waiting, f"there is more to walk than {MOST} pages"


def same_page(address: str) -> str:
    """Return an address without the order of its list, and without where to go back to: the same is shown there."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"ordering", "next"}]
    kept = [(name, value) for name, value in query if (name, value) != ("p", "1")]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def text_of(content: bytes, kind: str) -> str:
    """Return what is read in an answer: the text of a package or a PDF as well."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(package.read(name).decode(errors="replace") for name in package.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return content.decode(errors="replace")


def addresses(resolver: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every address that the program has, with the keys of every record that they can be for."""
    for one in (resolver or get_resolver()).url_patterns:
        if not isinstance(one, URLPattern):
            yield from addresses(one, (*spaces, one.namespace) if one.namespace else spaces)
        elif one.name:
            name = ":".join((*spaces, one.name))
            yield from dict.fromkeys(_reversed(name, one, spaces))


def _reversed(name: str, pattern: Any, spaces: tuple[str, ...]) -> Iterator[str]:
    keys = pattern.pattern.converters or dict.fromkeys(pattern.pattern.regex.groupindex)
    for pk in _keys(spaces):
        values = {
            "period": small.PERIOD.code, "code": small.PERIOD.code, "language": "fr", "format_": "txt",
            "name": f"{small.PERIOD.code}.fr.txt", "slug": Activity.objects.order_by("pk")[0].slug,
            "app_label": "dues", "model_name": "payment", "action": "delete",
        }  # fmt: skip
        try:
            yield reverse(name, kwargs={key: values.get(key, pk) for key in keys})
        except NoReverseMatch:
            for count in (1, 2, 3):
                try:
                    yield reverse(name, args=(pk,) * count)
                except NoReverseMatch:
                    continue


def _keys(spaces: tuple[str, ...]) -> list[int]:
    """Return the keys of the records of the kind whose addresses these are."""
    for model in DOORS:
        if spaces and spaces[-1].endswith(f"_{model._meta.app_label}_{model._meta.model_name}"):
            return [*model._default_manager.order_by("pk").values_list("pk", flat=True)[:3]] or [1]
    return [1]


@pytest.fixture
def ledger() -> Organisation:
    """The small network, and a member of it that was called, has paid in part, and was let off."""
    small.record_network()
    payer: Organisation = Organisation.objects.order_by("pk")[0]
    item = make.DuesItemFactory(organisation=payer, amount=AMOUNTS[0])
    make.PaymentFactory(item=item, amount=AMOUNTS[1], reference=REFERENCE, paid_date=date(2021, 2, 1))
    make.WaiverFactory(item=item, amount=AMOUNTS[2], decision=DECISION)
    other = make.DuesItemFactory(call=item.call, organisation=Organisation.objects.order_by("pk")[1])
    make.PaymentFactory(item=other, paid_date=date(2021, 2, 1))
    return payer


@pytest.fixture
def published(ledger: Organisation, settings: Settings, tmp_path: Path) -> None:
    """The network's edition, frozen and built."""
    settings.BUILD_DIR, settings.EDITIONS_DIR = tmp_path / "build", tmp_path / "editions"
    frozen = freeze(
        period=small.PERIOD, by=operator("A. Name"), frozen_at=datetime(2021, 4, 20, tzinfo=UTC),
        checks=lambda *_: (),
    ).edition  # fmt: skip
    assert frozen is not None
    data = snapshot_of(frozen.snapshot, name=frozen.slug)
    build(data, tmp_path / "build" / small.PERIOD.code, formats=["html", "txt", "json", "xlsx"])


def searches(payer: Organisation) -> Iterator[tuple[str, str]]:
    """Yield each list and window to choose from, searched, or taken away as a table; and what may stand there."""
    for model in DOORS:
        options = model._meta
        lists = reverse(f"wagtailsnippets_{options.app_label}_{options.model_name}:list")
        results = reverse(f"wagtailsnippets_{options.app_label}_{options.model_name}:list_results")
        chosen = reverse(f"wagtailsnippetchoosers_{options.app_label}_{options.model_name}:choose_results")
        for end in ("csv", "xlsx"):
            yield f"{lists}?export={end}", ""
        for address in (lists, results, chosen):
            yield f"{address}?q={REFERENCE}", REFERENCE
            yield f"{address}?q={AMOUNTS[1]}", PATTERNS[1].pattern
        yield f"{results}?q={payer.slug}", ""


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("role", SENT)
def test_no_amount_and_no_payer_is_found(ledger: Organisation, role: Role) -> None:
    assert ledger.affiliations.get().region.slug == "south"  # and so within reach of a regional secretary
    walk = Walk(signed_in(role, region="south"))
    walk.follow(list(addresses()))
    for address, allowed in searches(ledger):
        walk.ask(address, allowed)
    assert walk.found == []
    shown = [address for address, status in walk.asked.items() if status == 200]
    assert len(shown) > (10 if role in {Role.JUROR, Role.MEMBER_CONTACT} else 60)


def test_the_walk_finds_them_where_they_may_be_seen(ledger: Organisation) -> None:
    """Or it would find nothing anywhere."""
    walk = Walk(superuser())
    for model in (DuesItem, Payment, Waiver):
        record = model._default_manager.order_by("pk")[0]
        name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"
        walk.ask(reverse(f"{name}:edit", args=(record.pk,)))
        walk.ask(reverse(f"{name}:list") + "?export=xlsx")
        walk.ask(reverse(f"{name}:list"))
    found = " ".join(walk.found)
    for secret in (*(pattern.pattern for pattern in PATTERNS), REFERENCE, DECISION):
        assert f"edit/1/: {secret}" in found or secret in found
    assert len(walk.found) >= 9


@pytest.mark.usefixtures("ledger")
def test_every_room_is_walked() -> None:
    walked = {"/".join(urlsplit(address).path.split("/")[:3]) for address in addresses()}
    assert {
        "/cms/snippets",
        "/cms/log",
        "/cms/report-room",
        "/cms/previews",
        "/cms/images",
        f"/{small.PERIOD.code}/fr",
    } <= walked

"""What people did in the back office of the old installation, told to `manage.py shell` by :mod:`making_installation`.

Forms are filled in as a browser fills them in. Models are asked for by name, so that nothing is imported from the
program.
"""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml import html

HOST = "localhost"
PUBLISH = {"action-publish": "action-publish"}
client = Client(HTTP_HOST=HOST)
client.force_login(get_user_model().objects.get(username="rui"))


def address(model: str, view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_{model.replace('.', '_')}:{view}", args=args)


def opened(content: bytes) -> Any:
    """Return a page of the back office."""
    return html.fromstring(content)


def form(page: Any) -> dict[str, Any]:
    forms = opened(page.content).forms
    (found,) = [one for one in forms if "slug" in one.fields and one.method == "POST"]
    return {name: value for name, value in found.form_values() if not name.startswith("action-")}


def send(path: str, **values: Any) -> None:
    answer = client.post(path, {**form(client.get(path)), **values})
    if answer.status_code != 302:
        said = opened(answer.content).xpath("//*[contains(@class, 'error')]")
        raise SystemExit(f"{path}: " + " | ".join(" ".join(one.text_content().split()) for one in said))


def edit(model: str, slug: str, **values: Any) -> None:
    send(address(model, "edit", apps.get_model(model).objects.get(slug=slug).pk), **values)


def paragraph(text: str) -> str:
    """Return what the editor of rich text sends."""
    block = {
        "key": "abcde", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [],
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {}})


# drafts of what is published: the editions and figures know the published words only
edit("activities.activity", "reed-day", title_en="Reed day, to be renamed", title_es="Día de los juncos")
edit("members.organisation", "aveiro", note="Draft: ask for the new address")
edit("governance.person", "ana-souza", name="Ana Souza Lima")
edit("programmes.initiative", "open-tides", name_en="Open Tides, draft")
node = apps.get_model("plan.node").objects.get(code="A.2")
send(address("plan.node", "edit", node.pk), title_en="Clean the canals, draft")

# what was never published
send(
    address("activities.activity", "add"),
    slug="salt-forum", kind="MEETING", start_date="2026-03-20", end_date="2026-03-20", date_precision="DAY",
    title_pt="Fórum do sal", text_pt=paragraph("Rascunho."),
)  # fmt: skip
send(address("governance.person", "add"), slug="unknown-guest", name="Convidado")
send(
    address("programmes.initiative", "add"),
    slug="salt-route", kind="PLATFORM", name_pt="Rota do sal", name_en="Salt Route",
)  # fmt: skip

# published from the form: the translations of the title are stale from now on
edit("activities.activity", "canal-walk", title_pt="Passeio guiado dos canais", **PUBLISH)

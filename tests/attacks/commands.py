"""The commands that are killed, and the installation in which each finds something to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.kept.making_installation import AS_OF, PERIOD, TINY, WAITING, WRITTEN, amended, written

Run = Callable[..., str]
"""Runs a command to its end, with one of some exit codes; returns what it says."""
MEMBER = "Name (pt);Name (en);Country;Kind;Since\nOlhão;Olhao;PT;city;2026-01-01\n"


@dataclass(frozen=True)
class Attacked:
    """A command; of its words `{out}` is a folder for what it writes, `{files}` that of what it reads."""

    name: str
    words: tuple[str, ...]
    writes: bool = True
    """Whether it changes records or editions: these are tried by every run of the tests."""
    code: int = 0
    on: str = "base"
    """The installation in which it runs: `base`, or one that is `new`."""
    settings: tuple[tuple[str, str], ...] = ()
    """Settings that it needs, with `{files}` in them."""

    def arguments(self, out: Path, files: Path, **words: str) -> list[str]:
        """Return its words with the folders, and others that the installation has, in them."""
        return [word.format(out=out, files=files, **words) for word in self.words]

    def environment(self, files: Path) -> dict[str, str]:
        """Return its settings, with the folder in them."""
        return {name: value.format(files=files) for name, value in self.settings}


COMMANDS = (
    Attacked("load", ("load", "{files}/amended", "--by", "rui")),
    Attacked("import", ("import", "activities", "{files}/written.csv", "--by", "jane")),
    Attacked("propose", ("import", "activities", "{files}/waiting.csv", "--by", "jane"), code=1),
    Attacked("decide", ("import", "decide", "1", "--rest", "out", "--by", "jane")),
    Attacked("commit", ("import", "commit", "1", "--leave-out-open", "--by", "jane")),
    Attacked("undo", ("import", "undo", "2", "--by", "rui")),
    Attacked(
        "waive", ("waive", PERIOD, "{finding}", "--by", "ana", "--reason", "so it is", "--as-of", AS_OF)
    ),
    Attacked("period", ("period", PERIOD, "--step", "call", "--due", "2021-05-15", "--by", "ana")),
    Attacked("freeze", ("freeze", PERIOD, "--by", "ana", "--as-of", AS_OF)),
    Attacked(
        "sign", ("sign", f"{PERIOD}/1", "--by", "ana"), settings=(("RAPPORTEUR_SIGNING_KEY", "{files}/key"),)
    ),
    Attacked("translations import", ("translations", "import", "{files}/back.po", "--by", "office")),
    Attacked("build", ("build", PERIOD, "--output", "{out}/built"), writes=False),
    Attacked("hand out", ("editions", f"{PERIOD}/1", "--output", "{out}/edition"), writes=False),
    Attacked("verify", ("verify", "--run-unsandboxed"), writes=False),
    Attacked("verify hashes", ("verify", "--hashes"), writes=False),
    Attacked("export", ("export", "dues", "{out}/dues.csv"), writes=False),
    Attacked(
        "translations export",
        ("translations", PERIOD, "--export", "po", "--language", "en", "--output", "{out}/en.po"),
        writes=False,
    ),
    Attacked(
        "render",
        ("render", "{files}/snapshot.json", "-l", "pt", "-f", "pdf", "-o", "{out}/report.pdf"),
        writes=False,
    ),
    Attacked("reconcile", ("reconcile", "{files}/report.txt", "--language", "en"), writes=False, code=1),
    Attacked("check", ("check", PERIOD, "--json"), writes=False),
    Attacked("data", ("data", PERIOD), writes=False),
    Attacked("changes", ("changes", PERIOD), writes=False),
    Attacked("first load", ("load", str(TINY), "--by", "ana"), on="new"),
)
DEMO = Attacked("demo", ("demo", "--no-serve"), on="new")
"""Every command that reads or writes an installation, but for those below."""
LEFT_OUT = {
    "minutes": "writes each file whole as build does, and no record; the small network has no meeting",
    "passport": "writes each file whole as build does, and no record",
    "passports": "the same; a run that was stopped goes on where it was in tests/documents/test_passports.py",
    "certificates": "gives all numbers in one transaction; then goes on as passports does",
    "agenda": "reads what lies ahead, and writes to its output alone",
    "dev": "is demo, and a server",
    "import ask": "waits for a person; decide writes what it writes",
    "import list": "reads what doubts reads",
    "import doubts": "reads what decide reads",
    "import calendar": "another reader, and then what activities does",
    "import dues": "the same",
    "import media": "the same",
    "import members": "the same",
    "import report": "the same",
    "serve": "is a server; tests/interfaces/cli/test_serve.py ends it in every way",
    "work": "does each mail by itself, not all or none; killed between sending and noting in test_outbox.py",
    "user list": "reads three tables",
    "user invite": "writes one row and its entry in one transaction, with a link made by chance",
    "user role": "writes one row and its entry in one transaction, of an account that somebody made in a browser",
    "user close": "writes in one transaction, of an account that somebody made in a browser",
}
"""Commands that are not killed, and why the others are enough."""


def live_in(run: Run, files: Path) -> dict[str, str]:
    """Do in a new installation what the commands need; lay down in `files` what they read; return words for them."""
    run("load", str(TINY), "--by", "ana")
    found = json.loads(run("check", PERIOD, "--as-of", AS_OF, "--json"))["findings"]
    (waived,) = [one["fingerprint"] for one in found if one["rule"] == "activity-no-member"]
    run("freeze", PERIOD, "--by", "ana", "--note", "first", "--as-of", AS_OF)
    (files / "snapshot.json").write_text(run("data", PERIOD), encoding="utf-8")
    run("render", str(files / "snapshot.json"), "-l", "en", "-f", "txt", "-o", str(files / "report.txt"))
    run("translations", PERIOD, "--export", "po", "--language", "en", "--output", str(files / "en.po"))
    text = (files / "en.po").read_text(encoding="utf-8")
    written(files, "back.po", text.replace('msgstr "Tide workshop"', 'msgstr "A workshop on tides"'))
    assert (files / "back.po").read_text(encoding="utf-8") != text
    run("import", "activities", written(files, "waiting.csv", WAITING), "--by", "jane", codes=(1,))
    run("import", "members", written(files, "members.csv", MEMBER), "--by", "jane")
    written(files, "written.csv", WRITTEN)
    amended(files)
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    (files / "key").touch(mode=0o600)
    (files / "key").write_bytes(key)
    return {"finding": waived}

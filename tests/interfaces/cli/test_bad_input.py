"""Bad input: what, where, what was expected and the nearest valid value; exit code 2; nothing half-written."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from rapporteur.interfaces.cli.failures import reported
from tests.interfaces.cli.installation import PROGRAM, ROOT, Installation
from tests.kept.making_installation import COMMIT
from tests.kept.packing import unpack
from tests.support.processes import started_by, wait_for_end

OLD = ROOT / "tests" / "kept" / f"edition-{COMMIT}" / "installation.tar.xz"


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Return what stderr says of a refusal: exit code 2, nothing on stdout, no traceback."""
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_unknown_command_names_the_nearest(empty: Installation) -> None:
    assert "Did you mean 'build'?" in refused(empty.run("biuld", "2018-Q2"))


@pytest.mark.parametrize(
    "period", ["2018-Q5", "2018-13", "Q2", "2018-06-31..2018-07-01", "2018-07-01..2018-06-01"]
)
def test_unknown_period_says_what_a_period_is(empty: Installation, period: str) -> None:
    message = refused(empty.run("data", period))
    assert f"'{period}'" in message
    assert "2018-Q2" in message


def test_day_that_does_not_exist_names_the_nearest(empty: Installation) -> None:
    message = refused(empty.run("data", "2018-Q2", "--as-of", "2018-02-30"))
    assert "'2018-02-30' is not a day: expected the form 2018-06-30; did you mean '2018-02-28'?" in message


def test_unknown_format_names_the_nearest_before_anything_starts(empty: Installation, tmp_path: Path) -> None:
    message = refused(empty.run("build", "2018-Q2", "--format", "dcox", "--output", str(tmp_path / "out")))
    assert "'dcox' is not a format" in message
    assert "did you mean 'docx'?" in message
    assert not (tmp_path / "out").exists()


def test_unknown_language_names_the_valid_ones(installation: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    message = refused(installation.run("build", "2018-Q2", "--language", "de", "--output", str(folder)))
    assert "'de' is not a language of this report: expected one of fr, en, es" in message
    assert not folder.exists()


def snapshot_of(installation: Installation) -> dict[str, object]:
    """Return the built snapshot as plain JSON."""
    path = installation.build / "2018-Q2" / "2018-Q2.json"
    value: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return value


def render(installation: Installation, snapshot: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Render `snapshot` to HTML."""
    return installation.run("render", str(snapshot), "-l", "fr", "-f", "html", "-o", str(target))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("%PDF-1.7 not JSON at all", "is not JSON"),
        ("", "is not JSON"),
        ("[1, 2, 3]", "is not a snapshot"),
        ('{"name": "something else"}', "is not a snapshot"),
        ('{"schema_version": 99}', "has schema version 99, this program reads version 1"),
        ('{"schema_version": 1}', "document: Object missing required field `association`"),
        ("[" * 100_000, "is not"),
    ],
)
def test_file_that_is_no_snapshot_is_refused(
    empty: Installation, tmp_path: Path, content: str, sentence: str
) -> None:
    snapshot, target = tmp_path / "snapshot.json", tmp_path / "report.html"
    snapshot.write_text(content)
    assert sentence in refused(render(empty, snapshot, target))
    assert not target.exists()


def test_missing_snapshot_is_named(empty: Installation, tmp_path: Path) -> None:
    message = refused(render(empty, tmp_path / "none.json", tmp_path / "report.html"))
    assert "none.json' cannot be read (No such file or directory)" in message


def test_snapshot_whose_activity_names_an_unknown_code_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    value = snapshot_of(installation)
    value["activities"][0]["deliverables"] = ["L9M9D9"]  # type: ignore[index]  # plain JSON
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(json.dumps(value))
    message = refused(render(installation, snapshot, tmp_path / "x.html"))
    assert (
        "activities.0.deliverables.0: 'L9M9D9': expected a deliverable of the plan; did you mean 'L"
        in message
    )


def test_snapshot_whose_activity_names_an_unknown_member_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    value = snapshot_of(installation)
    activities: Any = value["activities"]
    activity = next(n for n, one in enumerate(activities) if one["members"])
    member = activities[activity]["members"][0]
    known, member["slug"] = member["slug"], member["slug"] + "e"
    snapshot, target = tmp_path / "snapshot.json", tmp_path / "x.html"
    snapshot.write_text(json.dumps(value))
    message = refused(render(installation, snapshot, target))
    assert (
        f"activities.{activity}.members.0.slug: '{known}e': expected a member that activated_members has"
        in message
    )
    assert f"did you mean '{known}'?" in message
    assert not target.exists()


def test_snapshot_whose_activity_ends_before_it_starts_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    value = snapshot_of(installation)
    value["activities"][0] |= {"start": "2018-06-02", "end": "2018-06-01"}  # type: ignore[index]  # plain JSON
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(json.dumps(value))
    message = refused(render(installation, snapshot, tmp_path / "x.html"))
    assert (
        "activities.0.end: '2018-06-01': expected a day on or after 2018-06-02, on which it starts" in message
    )


def test_snapshot_that_never_ends_is_refused(empty: Installation, tmp_path: Path) -> None:
    assert "is larger than any snapshot" in refused(render(empty, Path("/dev/zero"), tmp_path / "x.html"))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_snapshot_in_another_encoding_is_refused(empty: Installation, tmp_path: Path, encoding: str) -> None:
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text('{"schema_version": 1, "name": "Métropole"}', encoding=encoding)
    message = refused(render(empty, snapshot, tmp_path / "x.html"))
    assert "is not text in UTF-8" in message
    assert len(message) < 300


def test_snapshot_is_read_from_a_pipe(installation: Installation) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{PROGRAM}" render <("{PROGRAM}" data 2018-Q2) -l fr -f txt -o /dev/stdout'],
        cwd=ROOT, env=installation.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    frozen = (installation.build / "2018-Q2" / "2018-Q2.fr.txt").read_text(encoding="utf-8")
    imprint = "\nÉdition · "  # which says whether it is frozen
    assert done.stdout.partition(imprint)[0] == frozen.partition(imprint)[0] != frozen


def test_title_missing_in_a_language_names_record_field_language_and_cure(
    installation: Installation, tmp_path: Path
) -> None:
    value = snapshot_of(installation)
    activity = value["activities"][3]  # type: ignore[index]  # plain JSON
    del activity["title"]["fr"]
    snapshot, target = tmp_path / "snapshot.json", tmp_path / "report.html"
    snapshot.write_text(json.dumps(value))
    message = refused(render(installation, snapshot, target))
    assert activity["slug"] in message
    assert "title (fr)" in message
    assert not target.exists()


def test_output_that_cannot_be_written_is_a_sentence(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    snapshot = installation.build / "2018-Q2" / "2018-Q2.json"
    message = refused(render(installation, snapshot, tmp_path / "file" / "report.html"))
    assert "cannot write to" in message
    message = refused(
        installation.run("build", "2018-Q2", "-f", "html", "--output", str(tmp_path / "file" / "sub"))
    )
    assert "cannot write to" in message


def test_database_without_tables_says_what_to_do(empty: Installation) -> None:
    said = "the database has no tables yet: run `python manage.py migrate`"
    assert said in refused(empty.run("data", "2018-Q2"))


@pytest.mark.parametrize("command", [("data", "2026-Q1"), ("import", "list"), ("load", "demo/2018-q2")])
def test_database_of_an_earlier_version_says_migrate(empty: Installation, command: tuple[str, ...]) -> None:
    """Not that it has no tables, where a new one is missing; and no command migrates what others work with."""
    unpack(OLD, empty.var)
    assert refused(empty.run(*command)) == (
        "rapporteur: the database was made by an earlier version of this program: make a copy of it, then run "
        "`python manage.py migrate`\n"
    )


def test_database_of_a_later_version_says_so(own: Installation) -> None:
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3")) as database, database:
        database.execute("INSERT INTO django_migrations VALUES (NULL, 'core', '9999_later', '2030-01-01')")
    assert "made by a later version of this program: install that version" in refused(
        own.run("load", "demo/2018-q2")
    )


def test_database_without_an_association_says_what_to_do(own: Installation) -> None:
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3")) as database, database:
        database.execute("DELETE FROM core_association")
    assert "no association is recorded" in refused(own.run("data", "2018-Q2"))


def test_database_of_another_version_says_what_to_do(own: Installation) -> None:
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3")) as database, database:
        database.execute("ALTER TABLE core_association DROP COLUMN hashtag")
    assert "made by another version of this program" in refused(own.run("data", "2018-Q2"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "expected a name, found none"),
        ("x" * 151, "is no name: expected at most 150 characters on one line"),
        ("a\nb", "'a\\nb' is no name: expected at most 150 characters on one line"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ("load", "demo/2018-q2"),
        ("freeze", "2018-Q2"),
        ("waive", "2018-Q2", "x", "--reason", "y"),
        ("import", "members", "none.csv"),
        ("import", "commit", "1"),
        ("translations", "import", "none.po"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_name_that_the_audit_trail_cannot_keep_is_refused(
    empty: Installation, command: tuple[str, ...], name: str, said: str
) -> None:
    assert said in refused(empty.run(*command, "--by", name))
    assert not empty.var.exists()


def test_finding_that_does_not_stand_names_the_nearest(installation: Installation) -> None:
    found = json.loads(installation.run("check", "2018-Q2", "--json").stdout)["findings"][0]
    code = f"{found['rule']}:{found['fingerprint'][:8]}"
    message = refused(
        installation.run("waive", "2018-Q2", f"x{code}", "--by", "ana", "--reason", "none", "--dry-run")
    )
    assert f"'x{code}' is no finding that stands" in message
    assert f"did you mean '{code}'?" in message


def test_table_in_an_unknown_language_is_refused(installation: Installation, tmp_path: Path) -> None:
    target = tmp_path / "members.csv"
    message = refused(installation.run("export", "members", str(target), "--language", "FR"))
    assert "'FR' is not a language of tables: expected one of fr, en, es; did you mean 'fr'?" in message
    assert not target.exists()


def test_long_line_of_a_file_that_is_no_translation_is_not_repeated_whole(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "long.po"
    file.write_text("[" * 1_000_000)
    message = refused(installation.run("translations", "import", str(file), "--by", "ana"))
    assert "is neither XLIFF 1.2 nor PO" in message
    assert len(message) < 1000


def test_locked_database_is_a_sentence(own: Installation) -> None:
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        message = refused(own.run("load", "demo/2018-q2", RAPPORTEUR_LOCK_SECONDS="1"))
    assert "the database is locked by another process" in message


@pytest.mark.django_db
def test_full_disk_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """With the place of the database, and the setting that names it."""
    from django.db.utils import OperationalError

    with pytest.raises(SystemExit) as ended, reported():
        raise OperationalError("database or disk is full")
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "the disk that holds the database is full (" in said
    assert "name another place in RAPPORTEUR_" in said


def test_setting_that_cannot_be_used_is_a_sentence(empty: Installation) -> None:
    message = refused(empty.run("data", "2018-Q2", RAPPORTEUR_DATABASE="mysql://host/name"))
    assert "RAPPORTEUR_DATABASE" in message
    assert "postgresql://" in message


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RAPPORTEUR_DATABASE", "postgresql://user:secret@host:port/name", "postgresql://user:password@host"),
        ("RAPPORTEUR_DATABASE", "postgresql://user:secret@host", "RAPPORTEUR_DATABASE='postgresql://…'"),
        ("RAPPORTEUR_DATABASE", "sqlite://", "sqlite:///file.sqlite3"),
        ("RAPPORTEUR_DATABASE", "sqlite:///{folder}", "the database file cannot be opened"),
        ("RAPPORTEUR_DATABASE", "sqlite:///{file}", "the database file is damaged, or is no database"),
        ("RAPPORTEUR_VAR", "{file}", "a folder that can be made and written in (Not a directory)"),
        ("RAPPORTEUR_LOCK_SECONDS", "soon", "a whole number of seconds"),
        ("RAPPORTEUR_LANGUAGE", "de", "one of en, fr, es"),
        ("RAPPORTEUR_DEBUG", "maybe", "1, true, yes, on or 0, false, no, off"),
    ],
)
def test_setting_that_cannot_be_used_names_what_was_expected(
    empty: Installation, tmp_path: Path, name: str, value: str, said: str
) -> None:
    (tmp_path / "file").write_text("neither a folder nor a database")
    value = value.format(file=tmp_path / "file", folder=tmp_path)

    message = refused(empty.run("data", "2018-Q2", folder=ROOT, **{name: value}))

    assert said in message
    assert "secret" not in message


def test_empty_setting_is_as_good_as_none(tmp_path: Path) -> None:
    program = [str(PROGRAM.with_name("python")), "-c", "from config import settings as s; print(s.BUILD_DIR)"]
    environment = Installation(tmp_path, tmp_path).environment(
        RAPPORTEUR_BUILD="", PYTHONPATH=str(ROOT), RAPPORTEUR_DATABASE=""
    )

    done = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(ROOT / "build")


def limited(installation: Installation, kib: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may write files of at most `kib` KiB: what a full disk or a quota does."""
    command = ["bash", "-c", f'ulimit -f {kib}; exec "$@"', "-", str(PROGRAM), *arguments]
    environment = installation.environment()
    for name in [name for name in environment if name.startswith(("COVERAGE", "COV_"))]:
        del environment[name]  # its own file would not be written either
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_disk_that_fills_during_a_build_is_a_sentence(installation: Installation, tmp_path: Path) -> None:
    """And names the folder that is full: where documents are laid down at first, or where they go."""
    folder = tmp_path / "out"
    for format_, said in (
        ("pdf", f"cannot write to '{gettempdir()}/rapporteur-making-"),
        ("docx", f"cannot write to '{folder}' (File too large): choose another place or free some space"),
    ):
        message = refused(
            limited(installation, 600, "build", "2018-Q2", "-f", format_, "-l", "fr", "-o", str(folder))
        )
        assert said in message
        assert ("(File too large): free some space there, or name another place in TMPDIR" in message) is (
            format_ == "pdf"
        )
        assert not folder.exists()


def test_disk_that_fills_during_a_freeze_is_a_sentence(own: Installation) -> None:
    """And names the folder and the setting; what is too large is the program that is kept beside the documents."""
    shutil.rmtree(own.var / "editions")
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3")) as database, database:
        database.execute("""UPDATE core_association SET languages = '["fr"]'""")  # or nothing would be frozen
    message = refused(limited(own, 1900, "freeze", "2018-Q2", "--by", "Ana"))
    assert f"cannot write to '{own.var}/editions" in message
    assert "(File too large): free some space there, or name another place in RAPPORTEUR_VAR" in message


def test_disk_that_fills_during_a_load_is_a_sentence(empty: Installation) -> None:
    message = refused(limited(empty, 200, "load", "demo/2018-q2"))
    assert "the disk that holds the database" in message
    assert f"({empty.var}/" in message


@pytest.mark.parametrize("arguments", [("--help",), ("data", "2018-Q2"), ("build", "2018-Q2", "--dry-run")])
def test_stdout_that_cannot_be_written_is_a_sentence(
    installation: Installation, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(PROGRAM), *arguments], cwd=ROOT, env=installation.environment(), stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "the output cannot be read or written (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_reader_that_goes_away_is_no_failure(installation: Installation) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{PROGRAM}" data 2018-Q2 | head -c 1; echo " ${{PIPESTATUS[0]}}"'],
        cwd=ROOT, env=installation.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("{ 0\n", "")


def test_closed_stdout_and_stderr_hinder_nobody(installation: Installation, tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f'exec "{PROGRAM}" build 2018-Q2 -f json -o "{tmp_path}" >&- 2>&-'],
        cwd=ROOT, env=installation.environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["2018-Q2.json"]


def test_port_in_use_is_said_before_anything_starts(empty: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        message = refused(empty.run("demo", "--port", str(other.getsockname()[1])))
    assert "cannot be used (Address already in use): choose another one, or do without serving" in message
    assert not empty.var.exists()


def test_programming_error_keeps_its_traceback() -> None:
    with pytest.raises(KeyError), reported():
        raise KeyError("a mistake of ours")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("activities/01-finance-observatory-workshop.yaml", "L1M7D2", "L1M7D9", "a deliverable of the plan"),
        (
            "activities/02-municipal-finance-dialogue.yaml",
            "organisation: la-paz",
            "organisation: la-pas",
            "'la-paz'?",
        ),
        ("activities/02-municipal-finance-dialogue.yaml", "2018-04-09", "2018-04-31", "a date that exists"),
        ("dues.yaml", "payers: 41", "payers: forty", "a whole number"),
        ("report.yaml", "2018-Q2", "2018-Q7", "a quarter (2018-Q2)"),
    ],
)
def test_fault_in_a_data_file_names_file_line_value_and_expectation(
    empty: Installation, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "demo" / "2018-q2", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    message = refused(empty.run("load", str(folder)))
    assert f"{file}:{line}: " in message
    assert new.rsplit(maxsplit=1)[-1] in message
    assert said in message
    assert not (empty.var / "rapporteur.sqlite3").exists()


def test_folder_that_is_no_data_set_is_named(empty: Installation, tmp_path: Path) -> None:
    assert f"'{tmp_path}' has no association.yaml" in refused(empty.run("load", str(tmp_path)))


def test_data_set_that_is_not_there_says_so_and_names_the_nearest(empty: Installation) -> None:
    assert refused(empty.run("load", "demo/2018-q3")) == (
        "rapporteur: 'demo/2018-q3' does not exist: expected a folder that holds a data set, association.yaml and its "
        "other files; did you mean 'demo/2018-q2'?\n"
    )
    assert not empty.var.exists()


def hear_interrupts() -> None:
    """Let a command be interrupted also where the tests themselves are not: behind a shell, out of reach of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.usefixtures("unmeasured")  # what measures has a say in how a process ends
@pytest.mark.parametrize(
    ("how", "code"), [("SIGKILL", -9), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)]
)
def test_build_that_is_killed_leaves_no_process_and_no_file(
    installation: Installation, tmp_path: Path, how: str, code: int
) -> None:
    """The command alone is: its renderers once went on for ever, and what they wrote was never cleared."""
    folder, temporary = tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    for processes in (1, 3, 5):  # it has started as many: its makers, then copies of them
        for _ in range(5):  # it may be done before the signal comes
            child = subprocess.Popen(
                [str(PROGRAM), "build", "2018-Q2", "--output", str(folder)],
                cwd=ROOT, env=installation.environment(TMPDIR=str(temporary)),
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                preexec_fn=hear_interrupts,  # noqa: PLW1509  # it touches nothing that a thread may hold
            )  # fmt: skip
            started = started_by(child.pid, processes)
            child.send_signal(signal.Signals[how])
            _, said = child.communicate(timeout=60)
            if child.returncode != 0:
                break
            shutil.rmtree(folder)
        assert child.returncode == code, said
        wait_for_end(started)
        assert not folder.exists()
        if how != "SIGKILL":  # it was asked, and put away what it had begun
            assert list(temporary.iterdir()) == []
            assert said.endswith("rapporteur: stopped; what was finished is kept, nothing is half-written\n")
            assert "Traceback" not in said
    done = installation.run(
        "build", "2018-Q2", "-f", "html", "-l", "fr", "--output", str(folder), TMPDIR=str(temporary)
    )
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "tmp"]


def test_data_set_without_a_title_in_the_source_language_names_the_record(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    shutil.copytree(ROOT / "demo" / "2018-q2", folder)
    (path,) = (folder / "activities").glob("*annual-audit.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  fr: Audit des comptes 2017\n", ""), encoding="utf-8")
    message = refused(installation.run("load", str(folder)))
    assert (
        "activity 'annual-audit' cannot be published: title is empty in the source language (fr)" in message
    )

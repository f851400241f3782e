"""Commands killed at random moments: whoever and whatever they leave, nobody and nothing of it stays.

`make attack` kills each command many times (TIMES=12 each: more than 200 on either database); every run of the tests
kills those that write once, at the same moments. After a kill nobody runs who was started, and records are as before or
as after, table by table. The same command then goes on: no lock hinders it, it ends in the state of one that nobody has
killed, and no file is left that such a one would not have made.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from django.db import connection

from rapporteur.interfaces.cli.main import cli
from tests.attacks.commands import COMMANDS, DEMO, LEFT_OUT, Attacked, live_in
from tests.attacks.killing import Killer, Outcome
from tests.attacks.states import Engine, Place, PostgreSQL, Rows, difference

ATTACK = "RAPPORTEUR_ATTACK"
"""How often each command is killed; without it, those that write are killed once."""
TIMES = int(os.environ.get(ATTACK) or 0)
SIGNALS = ("SIGKILL", "SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")
CHOSEN = [one for one in COMMANDS if TIMES or (one.writes and one.on == "base")]


@dataclass
class Attack:
    """Installations to copy, and the process from which commands are killed."""

    engine: Engine
    killer: Killer
    files: Path
    words: dict[str, str]
    places: dict[str, Place]

    def run(self, place: Place, command: Attacked, how: str = "", after: float = 0.0) -> Outcome:
        arguments = command.arguments(place.out, self.files, **self.words)
        environment = place.environment() | command.environment(self.files)
        return self.killer.run(arguments, environment, how=how, after=after)


@pytest.fixture(scope="module")
def attack(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """Make, once, the installation in which the commands have something to do, on the engine of the run."""
    folder = tmp_path_factory.mktemp("attack")
    engine = PostgreSQL(folder) if connection.vendor == "postgresql" else Engine(folder)
    with begun(engine) as attack:
        base = engine.filled("base", new_database())

        def run(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
            done = attack.killer.run(arguments, base.environment())
            assert done.code in codes, (arguments, done)
            return done.printed

        attack.words |= live_in(run, attack.files)
        attack.places["base"] = base
        yield attack


@contextmanager
def begun(engine: Engine) -> Iterator[Attack]:
    """Give the means to attack, which are taken away again."""
    files = engine.folder / "files"
    files.mkdir()
    killer = Killer(engine.folder)
    try:
        yield Attack(engine, killer, files, {}, {})
    finally:
        killer.end()
        engine.end()


@dataclass
class Whole:
    """What a command does that nobody kills: the rows before and after it, the files after it, and its seconds."""

    before: Rows
    after: Rows
    files: set[str]
    seconds: float


def fresh(attack: Attack, command: Attacked, name: str) -> Place:
    """Return an installation for a command."""
    if command.on == "new":
        return attack.engine.new(name)
    return attack.engine.copy(attack.places["base"], name)


def whole(attack: Attack, command: Attacked) -> Whole:
    """Run a command to its end."""
    place = fresh(attack, command, "whole")
    before = attack.engine.rows(place)
    done = attack.run(place, command)
    assert done.code == command.code, done
    assert done.left == (), f"'{command.name}' itself leaves processes"
    after = attack.engine.rows(place)  # who closes last folds what SQLite keeps beside its file
    return Whole(before, after, place.files(), done.seconds)


def kill(attack: Attack, command: Attacked, times: int) -> None:
    """Kill a command so many times, each at a moment of its own, and see each time what is left."""
    expected = whole(attack, command)
    moments = random.Random(f"{attack.engine.name} {command.name}")  # the same at every run
    for number in range(times):
        how, after = moments.choice(SIGNALS), moments.random() * expected.seconds
        what = f"'{command.name}', {how} number {number} after {after:.2f} of {expected.seconds:.2f} s"
        place = fresh(attack, command, "killed")
        killed = attack.run(place, command, how, after)
        assert killed.left == (), f"{what}: {killed.left} go on"
        rows = attack.engine.rows(place)
        done, missing = difference(rows, expected.before), difference(rows, expected.after)
        assert not done or not missing, f"{what}: half done, {done} are written and {missing} are not"
        attack.engine.close_gaps(place)
        again = attack.run(place, command)
        rows = attack.engine.rows(place)
        if done:  # all of it: once more it may say so, or do the same again
            assert again.code in {0, 1, 2}, f"{what}: {again}"
        else:
            assert again.code == command.code, f"{what}: {again}"
            assert difference(rows, expected.after) == [], what
        assert "Traceback" not in again.said, f"{what}: {again}"
        assert "locked" not in again.said, f"{what}: {again}"
        assert again.left == (), what
        assert place.files() <= expected.files, f"{what}: {place.files() - expected.files} stay"


@pytest.mark.parametrize("command", CHOSEN, ids=[one.name for one in CHOSEN])
def test_killed_at_any_moment(attack: Attack, command: Attacked) -> None:
    kill(attack, command, TIMES or 1)


def commands_of(group: click.Group, above: str = "") -> Iterator[str]:
    """Yield the names of all commands of a group, with those of the groups in which they are."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{above}{name} ")
        else:
            yield f"{above}{name}"


def test_every_command_is_killed_or_left_out_with_a_reason() -> None:
    names = set(commands_of(cli))
    killed = {
        name
        for name in names
        for one in (*COMMANDS, DEMO)
        if [*one.words][: len(name.split())] == name.split()
    }
    assert names - killed == set(LEFT_OUT)


if TIMES:

    def test_demonstration_killed_at_any_moment(tmp_path: Path) -> None:
        """It makes a database of its own, on SQLite."""
        with begun(Engine(tmp_path)) as attack:
            kill(attack, DEMO, TIMES)

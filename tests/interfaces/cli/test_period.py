"""`rapporteur period` as a person or a script runs it, and other commands before a locked period."""

from __future__ import annotations

from tests.interfaces.cli.installation import Installation


def test_period_is_called_locked_and_unlocked_for_a_reason(own: Installation) -> None:
    def run(*options: str) -> tuple[int, str]:
        done = own.run("period", "2018-Q2", *options)
        return done.returncode, done.stdout + done.stderr

    assert run() == (0, "2018-Q2: open\n")
    assert run("--step", "lock")[0] == 2  # by whom?
    called = run("--step", "call", "--due", "2018-07-15", "--by", "Ana")
    assert called[1].splitlines()[0] == "2018-Q2: call for contributions"
    assert called[1].splitlines()[-1] == "contributions are expected up to and with 15 July 2018"
    assert run("--step", "close", "--by", "Ana", "--dry-run")[1].startswith("would be: 2018-Q2: closing\n")
    refused = run("--step", "unlock", "--by", "Ana")
    assert refused[0] == 1
    assert "which this step does not follow" in refused[1]
    run("--step", "close", "--by", "Ana")
    assert run("--step", "lock", "--by", "Ana")[1].startswith("2018-Q2: locked\nmoved there by Ana")
    assert run("--step", "unlock", "--by", "Ana")[0] == 1
    unlocked = run("--step", "unlock", "--by", "Ana", "--reason", "A double entry")
    assert unlocked[1].startswith("2018-Q2: closing\n")

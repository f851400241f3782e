"""Run every check that needs no test: ``make lint``. All of them run, even after one has failed.

python -m tools.lint
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "style": ("ruff", "check", "--quiet", "."),
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "types": ("mypy", "--no-error-summary"),
    "imports": ("lint-imports", "--no-cache"),
    "migrations": ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    "dependencies": ("python", "-m", "tools.check_dependencies"),
    "documentation": ("python", "-m", "tools.write_docs", "--check"),
    "names": ("python", "-m", "tools.check_names"),
    "catalogues": ("python", "-m", "tools.catalogues", "--check"),
}


def main() -> int:
    """Run the checks; print what the failing ones say; return 1 where one failed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        started = time.perf_counter()
        done = subprocess.run(
            [BIN / program, *arguments],
            cwd=ROOT,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
        )
        outcome = "ok" if done.returncode == 0 else "failed"
        print(f"{name:<14}{outcome:<8}{time.perf_counter() - started:5.1f} s", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr).rstrip(), flush=True)
    print(f"lint: {', '.join(failed)} failed" if failed else f"lint: {len(CHECKS)} checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

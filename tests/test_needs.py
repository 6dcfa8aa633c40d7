"""What was not tried is said at the end of a run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import needs


def test_what_was_not_tried_is_one_line_with_how_to_have_it_tried() -> None:
    reasons = [needs.reason("zsh"), needs.reason("fish"), needs.reason("zsh"), "Skipped: there are no such shells here"]
    said = "1 for want of fish (apt-get install fish), 2 for want of zsh (apt-get install zsh)"
    assert needs.untried(reasons) == f"not tried: {said}"
    assert needs.untried(["there are no such shells here"]) == ""


def test_the_line_stands_at_the_end_of_a_run(tmp_path: Path) -> None:
    """On a machine without any shell."""
    test = "tests/core/desk/test_shell_words.py::test_real_shells_read_just_these_words"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=Path(__file__).parents[1], env={**os.environ, "PATH": str(tmp_path), "PYTEST_ADDOPTS": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout
    *_, line, last = run.stdout.splitlines()
    missing = ", ".join(f"1 for want of {name} (apt-get install {name})" for name in ("bash", "fish", "zsh"))
    assert line == f"not tried: {missing}"
    assert "3 skipped" in last

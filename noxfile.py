"""What is run before a change is offered: ``nox -s tests``, or ``nox`` for all that has to be true.

The sessions with a lock install what `requirements/` names; ``lowest``, ``newest``, ``materialx`` and ``matrix`` what
`pyproject.toml` allows.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["tests", "lint"]
nox.options.reuse_existing_virtualenvs = True

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
FAST = ["tests", "--ignore=tests/sites"]
"""What needs no whole build of a site."""


IN_ZENSICAL = [f"tests/sites/test_{name}.py" for name in ("doors", "zensical", "generate", "finish")]


def _install_locked(session: nox.Session, name: str) -> None:
    session.install("--require-hashes", "-r", f"requirements/{name}.txt")
    session.install("--no-deps", "--no-build-isolation", "-e", ".")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, with the lock."""
    _install_locked(session, "test")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """The fast tests, with the lowest versions that are allowed."""
    session.install("--resolution", "lowest-direct", "-e", ".[test]")
    session.run("pytest", *(session.posargs or FAST))


@nox.session(python=PYTHONS[-1])
def newest(session: nox.Session) -> None:
    """The fast tests, with the newest versions that there are."""
    session.install("--upgrade", "-e", ".[test]")
    session.run("pytest", *(session.posargs or FAST))


@nox.session(python=PYTHONS[0])
def properdocs(session: nox.Session) -> None:
    """The tests of whole sites under ProperDocs, without MkDocs; one compares with what MkDocs builds elsewhere."""
    _install_locked(session, "properdocs")
    session.run("python", "-c", "import mkdocs", success_codes=[1], silent=True)
    mkdocs = Path(session.virtualenv.location, "mkdocs")
    session.run("python", "-m", "venv", str(mkdocs))
    python = str(mkdocs / "bin/python")
    pip = (python, "-m", "pip", "install", "-q")
    session.run(*pip, "--require-hashes", "-r", "requirements/sample.txt", external=True)
    session.run(*pip, "--no-deps", "--no-build-isolation", "-e", ".", external=True)
    session.run("pytest", *(session.posargs or ["tests/host", "tests/sites"]), env={"OTHER_HOST": python})


@nox.session(python=PYTHONS[0])
def materialx(session: nox.Session) -> None:
    """The sample in MaterialX, under both hosts, and in a browser."""
    session.install("-e", ".[test-materialx]")
    files = [f"tests/sites/test_{name}.py" for name in ("materialx", "surroundings", "browser")]
    session.run("pytest", *(session.posargs or [*files, "tests/matrix", "-k", "materialx"]), env={"MATRIX": "1"})


@nox.session(python=PYTHONS[0])
def zensical(session: nox.Session) -> None:
    """A blog in Zensical, by `generate`, the extension of Markdown and `finish`."""
    _install_locked(session, "zensical")
    session.run("pytest", *(session.posargs or IN_ZENSICAL))


@nox.session(python=PYTHONS, venv_backend="uv")
@nox.parametrize("versions", ["highest", "lowest-direct"])
def matrix(session: nox.Session, versions: str) -> None:
    """A small blog in all three hosts, beside the themes, plugins and settings that docs/compatibility.md names."""
    session.install("--resolution", versions, "-e", ".[test-matrix]")
    session.run("pytest", *(session.posargs or ["tests/matrix", *IN_ZENSICAL]), env={"MATRIX": "1"})


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types and import rules."""
    _install_locked(session, "check")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages of the documentation that are made from the code, and the sample site."""
    _install_locked(session, "test")
    session.run("python", "docs/options.py")
    session.run("python", "docs/schemas.py")
    session.run("python", "docs/messages.py")
    session.run("python", "-m", "tests.matrix.page")
    session.run("mkdocs", "build", "--strict", "-f", "sample_site/mkdocs.yml")
    session.run("mkdocs", "build", "--strict")


@nox.session(python=PYTHONS[0])
def release(session: nox.Session) -> None:
    """What would be published: built, looked at, and tried outside of the checkout, without git."""
    session.install("build", "twine", "check-wheel-contents", "mypy")
    made = Path(session.create_tmp()).absolute()
    session.run("python", "-m", "build", "-o", str(made / "dist"))
    wheel, source = (str(next((made / "dist").glob(pattern))) for pattern in ("*.whl", "*.tar.gz"))
    session.run("twine", "check", "--strict", wheel, source)
    session.run("check-wheel-contents", wheel)
    session.install(wheel)
    session.chdir(made)
    (made / "typed.py").write_text(
        "from mkdocs_reciprocity.core.url import key\nsaid: str = key('https://a.example/')\n"
    )
    session.run("mypy", "--strict", "typed.py")
    session.run("tar", "xzf", source, "--strip-components=1", external=True)
    session.install("--require-hashes", "-r", "requirements/test.txt")
    shutil.rmtree(made / "mkdocs_reciprocity")  # so that the tests are those of the installed wheel
    session.run("pytest", *(session.posargs or [*FAST, "--ignore=tests/test_architecture.py"]))


@nox.session
def bench(session: nox.Session) -> None:
    """A benchmark by its name: ``nox -s bench -- warm``."""
    _install_locked(session, "check")
    session.run("python", "-m", "benchmarks", *session.posargs)


LOCKS = {
    "sample": ["sample"], "test": ["test"], "properdocs": ["test-properdocs"],
    "zensical": ["test-zensical"], "check": ["test", "lint", "bench"],
}  # fmt: skip


@nox.session(venv_backend="uv")
def lock(session: nox.Session) -> None:
    """Renews the locks in ``requirements/``."""
    for name, extras in LOCKS.items():
        session.run(
            "uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes", "--no-header",
            "--no-emit-index-url", "--python-version", "3.11", *(f"--extra={extra}" for extra in extras),
            "pyproject.toml", "requirements/build.in", "-o", f"requirements/{name}.txt", external=True,
        )  # fmt: skip

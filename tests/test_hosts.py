"""Sites are built with the one host that is installed."""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests import hosts, needs


def test_what_is_called_mkdocs_is_the_host() -> None:
    assert importlib.import_module("mkdocs.plugins").__name__ == f"{hosts.NAME}.plugins"
    assert hosts.said().startswith(f"{hosts.NAME} 1.6.")


@pytest.mark.skipif(hosts.NAME == "mkdocs", reason="this is about ProperDocs")
def test_under_properdocs_there_is_no_mkdocs() -> None:
    with pytest.raises(PackageNotFoundError):
        distribution("mkdocs")


def test_a_theme_that_is_not_there_skips_and_a_misspelt_one_fails() -> None:
    hosts.need("mkdocs", ["search"])
    hosts.need("materiel", ["no-such"])  # the build says it
    needs.HOW["theme nobody's"] = "pip install nothing"
    try:
        with pytest.raises(pytest.skip.Exception, match=r"needs theme nobody's \(pip install nothing\)"):
            hosts.need("nobody's")
    finally:
        del needs.HOW["theme nobody's"]

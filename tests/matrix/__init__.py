"""The matrix: one small blog, built by each host beside each theme, plugin and setting that is named here."""

import pytest

pytest.register_assert_rewrite(
    "tests.matrix.looks", "tests.matrix.more_looks", "tests.matrix.material", "tests.matrix.settings"
)

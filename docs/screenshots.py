"""Makes the README's pictures from the sample site: ``python docs/screenshots.py``.

It needs the extra ``test``, chromium, and a font with Japanese letters, for the sample has some.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.sites.sample import ARGUMENTS, built, chromium, served  # noqa: E402

PICTURES = {"who-ive-shared.png": ("shared/", 760), "pay-it-forward.png": ("pay-it-forward/", 760)}
NOON = "1795348800"  # 22 November 2026, for the sample's log ends there


def main() -> None:
    """Writes the pictures into this folder."""
    os.environ["SOURCE_DATE_EPOCH"] = NOON
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = built(Path(folder), "material")
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with served(site.folder) as address:
            page = browser.new_page(viewport={"width": 1120, "height": 760})
            for name, (path, height) in PICTURES.items():
                page.set_viewport_size({"width": 1120, "height": height})
                page.goto(address + path)
                page.screenshot(path=ROOT / "docs" / name)
        browser.close()


if __name__ == "__main__":
    main()

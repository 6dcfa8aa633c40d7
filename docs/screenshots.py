"""Makes the pictures of the documentation from the sample site: ``python docs/screenshots.py``.

It needs the extra ``test``, chromium, and a font with Japanese letters, for the sample has some. Each picture says what
it was made from, so a test can tell that it is older than that.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import zlib
from hashlib import blake2b
from pathlib import Path
from unittest import mock

from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.sites.drawing import Built  # noqa: E402
from tests.sites.sample import ARGUMENTS, NOON, built, chromium, served  # noqa: E402

PICTURES = {"who-ive-shared.png": "shared/", "pay-it-forward.png": "pay-it-forward/"}
SIZE: ViewportSize = {"width": 1120, "height": 912}

_OURS = re.compile(r'<div class="reciprocity .*(?=</article>)', re.DOTALL)
_STYLES = "assets/reciprocity/reciprocity.css"
_KEYWORD = b"Source\0"  # a keyword that is registered for text in PNG files (PNG, 11.3.3.2)


def main() -> None:
    """Writes the pictures into this folder."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = sample(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with served(site.folder) as address:
            page = browser.new_page(viewport=SIZE)
            for name, path in PICTURES.items():
                page.goto(address + path)
                (ROOT / "docs" / name).write_bytes(_signed(page.screenshot(), source(site, path)))
        browser.close()


def sample(folder: Path) -> Built:
    """The sample, built on the last day of its log."""
    with mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": NOON}):
        return built(folder, "material")


def source(site: Built, path: str) -> str:
    """What a picture is made from, in short: our part of the page, and our styles. The theme's is not in it."""
    ours = _OURS.search(site.read(f"{path}index.html"))
    assert ours is not None
    words = " ".join(ours[0].split()) + site.read(_STYLES)
    return blake2b(words.encode(), digest_size=16).hexdigest()


def source_of(picture: bytes) -> str:
    """What the picture was made from, as it says; empty if it does not say it."""
    return picture.partition(b"tEXt" + _KEYWORD)[2][:32].decode("latin-1")


def _signed(picture: bytes, source: str) -> bytes:
    """The picture with that text, behind its header (a chunk of 25 bytes after the 8 with which every PNG begins)."""
    chunk = b"tEXt" + _KEYWORD + source.encode()
    length, check = (len(chunk) - 4).to_bytes(4, "big"), zlib.crc32(chunk).to_bytes(4, "big")
    return picture[:33] + length + chunk + check + picture[33:]


if __name__ == "__main__":
    main()

"""Whatever stands in a log: what is private is in nothing that a build writes, and in nothing that it logs."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.drawing import Built, entry, rss, site

MARK = "zq7"
"""Every private string has this in it, and nothing else has, save the author's own links in the author's own pages."""

PAGES = [f"p{number}" for number in range(4)]
KINDS = ["share", "link", "quote", "comment", "reply", "testimonial", "like", "bookmark", "thank", "advice", "vote"]
PUBLIC = set(KINDS[:6])
PRIVATE = ["private: true", "private: yes", "zq7slip: 1"]


class Drawn:
    """A site by chance, some of whose peers are private."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = 0
        self.peers = [f"{'open' if number < 2 or self.random.random() < 0.4 else MARK}{number}" for number in range(6)]
        self.hidden = {peer for peer in self.peers if peer.startswith(MARK)}

    def secret(self) -> str:
        self.words += 1
        return f"{MARK}x{self.words}"

    def url(self, peer: str) -> str:
        post = self.secret() if peer in self.hidden else f"post{self.random.randrange(8)}"
        return self.random.choice([f"https://{peer}.example/{post}", f"https://social.example/@{peer}/{post}"])

    def peer(self, peer: str) -> str:
        private = self.random.choice(PRIVATE) if peer in self.hidden else "private: false"
        return (
            f"  {peer}: {{name: {peer} Name, home: https://{peer}.example/, also: [https://social.example/@{peer}], "
            f"avatar: faces/{peer}.png, feed: [feeds/{peer}.xml, https://{peer}.example/f], {private}}}"
        )

    def row(self) -> str:
        chance, kind = self.random, self.random.choice(KINDS)
        direction = chance.choice(["gave", "gave", "got", "asked"])
        peer = chance.choice(self.peers)
        other = chance.choice([peer, peer, chance.choice(self.peers)])
        private = bool({peer, other} & self.hidden) or kind not in PUBLIC or direction == "asked"
        said = {"date": chance.choice(["2026-11-02", "2026-10", "2019", "unknown"]), direction: kind, "peer": peer}
        said |= {"url": self.url(other)} if direction == "gave" else {
            "url": f"https://me.example/{chance.choice(PAGES)}/", "evidence": self.url(other)
        }  # fmt: skip
        if chance.random() < 0.3:
            private = True
            said |= chance.choice([{"private": "true"}, {"private": "yes"}, {"via": "e-mail"}])
        if direction == "got" or private:
            said["note"] = self.secret()
        if private:
            said["title"] = self.secret()
            said["url"] += self.secret() if direction == "gave" else ""
        return "- {" + ", ".join(f"{key}: '{value}'" for key, value in said.items()) + "}"

    def feed(self, peer: str) -> str:
        entries = []
        for _ in range(4):
            other = self.random.choice([peer, peer, self.random.choice(self.peers)])
            title = self.secret() if {peer, other} & self.hidden else "Open"
            link = f'<a href="https://me.example/{self.random.choice(PAGES)}/">{self.secret()}</a>'
            said = f"<p>{'Open words to begin with. ' * 40}</p><p>Here {self.secret()} is said of {link}.</p>"
            entries.append(entry(title, self.url(other), html=self.random.choice([link, said])))
        return rss(*entries, title=self.secret(), home=f"https://{peer}.example/")

    def files(self) -> dict[str, str | bytes]:
        log = ["peers:", *map(self.peer, self.peers), "interactions:", *(self.row() for _ in range(30))]
        files: dict[str, str | bytes] = {"reciprocity.yml": "\n".join(log)}
        for peer in self.peers:
            files[f"docs/faces/{peer}.png"] = b"\x89PNG\r\n\x1a\n"
            files[f"feeds/{peer}.xml"] = self.feed(peer)
        for name in PAGES:
            markers = "".join(f"<!-- reciprocity:{said} -->\n\n" for said in ("ring 9", "shared 50", "thanks 50"))
            files[f"docs/{name}.md"] = f"# {name}\n\n{markers}[x](https://{self.random.choice(self.peers)}.example/y)\n"
        return files


def leaks(built: Built) -> list[str]:
    found = [line for line in built.lines if MARK in line.lower()]
    for name, content in built.files().items():
        text = content.decode("utf-8", "replace")
        if name.split("/")[0] in PAGES:  # the links there are the author's own
            text = "".join(node.html or "" for node in LexborHTMLParser(text).css(".reciprocity"))
        if MARK in f"{name}\n{text}".lower():
            found.append(name)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_no_byte_is_private(tmp_path: Path, seed: int) -> None:
    options = {"lifts": True, "badge": {"metric": "both"}, "feeds": {"fetch": "never"}}
    built = site(tmp_path, Drawn(seed).files(), {"reciprocity": options})
    assert leaks(built) == []
    assert "open0 Name" in built.content("pay-it-forward/index.html")

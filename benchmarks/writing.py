"""Text that reads like a blog's from afar, the same in every run: words, posts in Markdown and HTML, logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

SITE = "https://me.example/"
FIRST_DAY = date(2021, 1, 3)
LAST_DAY = date(2026, 11, 20)

_WORDS = (
    "the a of to and in that it is was for on with as at by from this which they we loom thread engine card paper ink "
    "letter wheel knot warp weft pattern machine table number column author reader garden river winter market small "
    "old slow careful strange bright useful broken patient honest wooden woven printed forgotten written drawn takes "
    "makes keeps finds gives shows turns opens carries explains remembers compares measures repairs follows begins "
    "never often always almost perhaps rather quite again together afterwards however because although instead "
    "difference between several hundred years ago people wrote about how things were made and why nobody noticed "
    "café naïve Zürich façade coöperate résumé"
).split()
_TAGS = ("weaving", "history", "tools", "maths", "typography", "gardening", "css", "python")
_VIA = ("mastodon", "newsletter", "blog", "bluesky", "e-mail", "talk", "rss")
_GIVEN = ("share", "link", "quote", "review", "recommend", "comment", "reply", "like", "bookmark", "thank", "advice")
_RECEIVED = ("share", "link", "comment", "reply", "praise", "help", "like", "recommend")
_CODE = """\
def {0}({1}, {2}=None):
    \"\"\"The {3} of a {4}.\"\"\"
    total = 0
    for {5} in range(len({1})):
        if {1}[{5}] > 12 and {2} is not None:
            total += {1}[{5}] * 2  # twice, as in "{3}"
    return {{"{6}": total, "rest": [{2}, {1}[-1]]}}
"""


class Writer:
    """A writer whose every text follows from the seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def words(self, count: int) -> str:
        """So many words without any punctuation."""
        return " ".join(self.random.choices(_WORDS, k=count))

    def title(self) -> str:
        """Three to eight words."""
        return self.words(self.random.randint(3, 8)).capitalize()

    def slug(self) -> str:
        """The end of a post's address; of as many kinds as there are posts."""
        return f"{self.words(3).replace(' ', '-').encode('ascii', 'ignore').decode()}-{self.random.randrange(10**6)}"

    def sentence(self) -> str:
        """Six to twenty words."""
        text = self.words(self.random.randint(6, 20)).capitalize()
        return text + self.random.choices(".?!", (9, 1, 1))[0]

    def sentences(self, words: int) -> list[str]:
        """Sentences of about so many words in all."""
        found = []
        while words > 0:
            found.append(self.sentence())
            words -= found[-1].count(" ") + 1
        return found

    def day(self) -> date:
        """A day of the last six years, later ones more often."""
        reach = (LAST_DAY - FIRST_DAY).days
        return LAST_DAY - timedelta(days=int(reach * self.random.random() ** 1.5))

    def code(self) -> str:
        """Some lines of Python."""
        names = [name.encode("ascii", "ignore").decode() for name in self.random.choices(_WORDS, k=7)]
        return _CODE.format(*names)

    def markdown(self, links: Sequence[str], *, words: int, fence: str = "```python") -> str:
        """A post in Markdown: sections with headings, paragraphs, the links in them, lists, a table and code."""
        sections = max(2, words // 180)
        waiting = [f"[{self.words(3)}]({link})" for link in links]
        pieces = []
        for section in range(sections):
            pieces.append(f"## {self.title()}")
            due = waiting[section::sections]
            for paragraph in _split(self.sentences(words // sections), 3):
                with_link = f" See {due.pop()} *again*." if due else ""
                pieces.append(" ".join(paragraph) + with_link)
            pieces += [f"- {link}: {self.sentence()}" for link in due]
            pieces += self._ornament(section, fence)
        return "\n\n".join(pieces) + "\n"

    def _ornament(self, section: int, fence: str) -> list[str]:
        if section % 3 == 0:
            return [f"{fence}\n{self.code()}```"]
        if section % 3 == 1:
            return ["\n".join(f"- {self.sentence()}" for _ in range(4))]
        rows = [f"| {self.words(1)} | {self.words(2)} |" for _ in range(4)]
        return ["\n".join([rows[0], "| --- | --- |", *rows[1:]])]

    def html(self, links: Sequence[str], *, words: int) -> str:
        """A post in HTML, as feeds carry it."""
        waiting = [f'<a href="{link}">{self.words(2)}</a>' for link in links]
        pieces = []
        for number, paragraph in enumerate(_split(self.sentences(words), 4)):
            with_link = f" See {waiting.pop()} <em>again</em>." if waiting else ""
            pieces.append(f"<p>{' '.join(paragraph)}{with_link}</p>")
            if number % 5 == 2:
                image = f'<img src="https://img.example/{number}.png" alt="{self.words(4)}" />'
                pieces.append(f"<h2>{self.title()}</h2>\n{image}")
            if number % 9 == 4:
                pieces.append(f"<pre><code>{self.code()}</code></pre><ul><li>{self.sentence()}</li></ul>")
        return "\n".join(pieces) + "".join(f"<p>{link}</p>" for link in waiting)


def _split(items: list[str], size: int) -> list[list[str]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def peer_names(count: int) -> list[str]:
    """The ids of so many peers; each one's host is ``<id>.example``."""
    return [f"peer-{number}" for number in range(count)]


def peers_section(names: Sequence[str]) -> str:
    """The log's ``peers:``, each with a name, a home and a feed at a URL."""
    entries = [
        f"  {name}:\n    name: {name.title()}\n    home: https://{name}.example/\n    feed: https://{name}.example/feed.xml\n"
        for name in names
    ]
    return "peers:\n" + "".join(entries)


def log(rows: int, names: Sequence[str], seed: int = 1) -> bytes:
    """A log: peers, and rows as people write them, about half of them in one line, the oldest first."""
    writer = Writer(seed)
    days = sorted(writer.day() for _ in range(rows))
    return "".join([peers_section(names), "interactions:\n", *(_row(writer, day, names) for day in days)]).encode()


def _row(writer: Writer, day: date, names: Sequence[str]) -> str:
    fields = dict(_fields(writer, day, names))
    if writer.random.random() < 0.5 and len(fields.get("note", "")) < 60:
        return "- {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"
    remark = f"# {writer.words(4)}\n" if writer.random.random() < 0.01 else ""
    return remark + "- " + "\n  ".join(f"{name}: {value}" for name, value in fields.items()) + "\n"


def _fields(writer: Writer, day: date, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    chance, choice = writer.random.random, writer.random.choice
    yield "date", f"{day:%Y-%m}" if chance() < 0.03 else f"{day}"
    direction = writer.random.choices(("gave", "got", "asked"), (70, 27, 3))[0]
    peer = choice(names) if chance() < 0.95 else ""
    yield direction, choice(_GIVEN if direction == "gave" else _RECEIVED)
    if peer and (direction != "gave" or chance() < 0.6):
        yield "peer", peer
    if direction == "gave" or not peer or chance() < 0.5:
        yield "url", f"https://{peer or 'stranger'}.example/{day.year}/{writer.slug()}/"
    if chance() < 0.15:
        yield "title", writer.title()
    if chance() < 0.4:
        yield "via", choice(_VIA)
    if chance() < 0.25:
        yield "note", _note(writer)
    if chance() < 0.08:
        yield "tags", "[" + ", ".join(writer.random.sample(_TAGS, 2)) + "]"
    if chance() < 0.03:
        yield "private", choice(("true", "false"))


def _note(writer: Writer) -> str:
    text = writer.sentence()
    form = writer.random.random()
    if form < 0.2:
        return f'"{text[:-1]}: {writer.words(3)}"'
    if form < 0.23:
        return f"'{text[:-1]}, it''s {writer.words(2)}'"
    if form < 0.26:
        return f'"{text[:-1]}, \\"{writer.words(2)}\\""'
    return text.removesuffix("?").replace(",", "")

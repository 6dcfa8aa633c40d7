"""Decides whether the words of a link can be the title of its target."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.url import Url

_WORD = re.compile(r"\w+")
_ACCOUNT = re.compile(r"@\S+\Z")
_EMPTY = frozenset(
    # English, then other languages
    "here there this that it link links doc docs post article blog source page site website more read click the a "
    "an my his her our your their via see also full go to s original pdf permalink comment comments reply thread "
    "tweet toot video part one two info infos details learn continue reading rest great nice good new latest recent "
    "wrote written writes says said she he they about by of in for from blogpost weblog homepage newsletter listen "
    "watch now download subscribe sign up previous next home youtube twitter mastodon bluesky facebook instagram "
    "hier dort dies dieser dieses diesen ein eine mehr weitere beitrag artikel text quelle seite lesen weiterlesen "
    "klicken der die das ici lien suite lire la le billet cet ce en savoir plus voir aqui aquí enlace ler leer leia "
    "ver más mais artigo artículo este qui leggi di più articolo lees verder meer de het deze läs mer les læs mere "
    "tutaj więcej zde více buraya burada здесь тут подробнее читать далее \u0647\u0646\u0627 続きを読む "
    "こちら これ 这里 這裡 点击这里 여기 "
    "over has have blogged klick cliquez clique clicca clic haz en di sini tautan pranala tady odkaz tu här länk här "
    "lenke linkki täällä edo \u03b5\u03b4\u03ce itt aici đây ссылка статья статье эта этот пост блог "
    "стаття посилання тук ここ リンク 記事 この記事 ブログ 投稿 链接 連結 文章 这篇文章 這篇文章 博客 部落格 "
    "링크 글 블로그 이 رابط الرابط هذا هذه مقال المقال المقالة تدوينة מאמר המאמר כאן קישור פוסט הפוסט".split()
)
"""Words that say nothing of the target, alone or in a row: "read more here"."""


def as_title(text: str, url: Url, peer: Peer) -> str:
    """The words; empty if they can be no title: ``here``, ``review``, ``[1]``, the address, the peer's name."""
    words = _WORD.findall(text.casefold())
    is_of_a_sentence = len(words) == 1 and text.islower()  # "her review"
    if is_of_a_sentence or _EMPTY.issuperset(words) or _letters(words) < 3 or _is_address(text, url):
        return ""
    if len(words) == 3 and all(map(str.isdecimal, words)):  # a day
        return ""
    return "" if [word for word in words if word not in _EMPTY] in _names(peer.name, peer.id) else text


@lru_cache(maxsize=4096)
def _names(name: str, id_: str) -> tuple[list[str], list[str], list[str]]:
    """The words of a peer's name, its first word, and the words of the id."""
    words = _WORD.findall(name.casefold())
    return words, words[:1], _WORD.findall(id_.casefold())


def _letters(words: list[str]) -> int:
    """The number of characters. In a script of words or syllables, each counts as three."""
    letters = "".join(words)
    if letters.isascii():
        return len(letters)
    return sum(3 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in letters)


def _is_address(text: str, url: Url) -> bool:
    """Whether the words are the name of an account, or the address of the link, which may be cut short."""
    if "." not in text and "://" not in text:  # nearly always
        return False
    if _ACCOUNT.match(text):
        return True
    said = urls.typed(text.rstrip("\u2026."))
    return said is not None and urls.key(url).startswith(urls.key(said))

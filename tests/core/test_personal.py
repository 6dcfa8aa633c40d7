"""Addresses that let in whoever has them: what is plainly no key is published, and nothing else."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.personal import (
    has_key,
    has_key_of_feed,
    is_like_a_key,
    is_personal,
    is_personal_feed,
    is_secret,
    is_secret_feed,
)
from mkdocs_reciprocity.core.url import Url

HEX = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
UUID = "550e8400-e29b-41d4-a716-446655440000"
CHANNEL = "UCabcdefghij_KLMNOPQ-123"

PLAIN = """
?p=17 ?cat=news ?format=rss ?type=atom ?feed=rss2 ?feed=comments-rss2 ?id=looms ?id=123
feed/?withoutcomments=1 ?rss ?amp ?x= feeds/videos.xml?playlist_id=PLabc123DEF456ghi789 watch?v=dQw4w9WgXcQ
feeds/posts/default?alt=rss&max-results=25 ?atom feeds/posts/default?alt=rss&redirect=false
index.php?title=Special:RecentChanges&feed=atom&namespace=0 ?q=node/17 #comments
photos_public.gne?id=12345@N00&lang=en-us&format=rss_200 viewtopic.php?f=2&t=12345
doku.php?id=blog:2026:looms ?2026-11-02
index.php?option=com_content&view=article&id=17:looms-and-cams&catid=3&Itemid=101 ?/archives/1-Looms.html
item?id=12345 ?utm_source=rss&utm_medium=feed ?fbclid=IwAR0abcdef123456789 ?gclid=Cj0KCQ9f8e7d6c5b4a
?m=202611 latest.rss?sort=new a;b tag?tagnames=python-3.x&sort=newest ?s=looms+and+cams ?lang=de
#comment-12345 #L10 #section-2.1 #:~:text=leather looms;1 @ada/109876543210987654 ~dora/x
blog/2026/11/02/looms ?page=2 ?author=ada ?tag=weaving ?category=paper-and-ink ?nr=17 ?year=2026&monthnum=11
?artikel=17 ?replytocom=55 ?single=1 ?view=classic ?output=rss ?title=%E6%A9%9F ?ver=6.4.1 ?single=true
?slug=the-difference-engine ?date=2026-11-02 ?mode=full wiki/Foo_(bar) ?ref=ben.example private/looms
private-feed/looms secret/santa-2026/ token-ring/1985 keys/ key/g-major ?keywords=loom ?monkey=3
public/shows/looms/rss post-3f2a1b4c5d6e ?12 profile/did:plc:abcdefghijklmnop12345678/rss token=x/ #
"""

KEYS = f"""
?token=x ?Token=x1 feed?a=1&Token=x#y rss?auth=1 ?x;key=1 ?rss_token=1 ?feed={HEX} ?secret:=x
?accessToken=abc ?access_token=1 ?jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc ?pwd=1234 ?pw=geheim
?%74oken=x ?%2574oken=x #token=x #access_token=abc&type=bearer #{HEX} private/9f8e7d6c5b4a/feed
private-9f8e7d6c5b4a39281706/basic.ics ;jsessionid=A1B2C3D4E5F6 feed;token=x/rss ?authkey=1 ?key=1 ?apikey=1
?api-key=1 ?sig=abc ?passwd=x ?password=x ?pass=x ?passphrase=x ?{HEX} ?{UUID} ?sid=12 ?PHPSESSID=abc123
?session=1 ?passwort=geheim ?p=17&token=x ?p=17;key=1 ?feed[]=x&token[]=1 ?TOKEN=x ?to%6ben=x ?privatekey=1
?cookie=1 ?bearer=1 ?credential=1 ?redirect=/x&token=abc9 #/route?token=x secret/aB3xK9Zq key/9f8e7d6c5b4a
token/1234abcd/feed auth/9f8e7d6c/rss ?Signature=abc&Expires=1 ?X-Amz-Signature=abc ?sv=2020&sig=abc ?hmac=1
?shareToken=1 ?amp;PHPSESSID=ab1 ?feedkey=1 ?rsskey=1 ?usertoken=1 ?private_token=1 ?to+ken=1&key=1
"""

NOT_PLAIN = f"""
?%25252574oken=x ?secret:9f8e7d ?feed=abc123def&user=ada ?k=9f8e7d ?u=hunter2 ?x=swordfish ?x=9f8e7d6c ?9f8e7d6c5b
?geheim ?hash=abc ?h=abc ?code=483920 ?pin=1234 ?otp=123456 ?member=7 ?login=ada ?ticket=ST-1 ?nonce=1 ?invite=abc
?magic=1 ?clave=x ?motdepasse=x ?klucz=x ?%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8C=x
?preview=true&preview_nonce=abc ?a=1&b=2&c=geheim ?private=x ?uid=3 ?uuid=1 ?salt=1
?url=https://x.example/?token=x ?list=geheim9f8e7d ?x=1&x=geheim ?Policy=abc ?auth_token ?tok=abc ?t0ken=abc
?unlocked_article_code=1.pU4.ab ?giftCopy=1_abc
?subscriber=abc1def ?sub=9f8 ?s={HEX} ?t=9f8e7d6c5b4a39281706 ?id={UUID} ?id=9f8e7d6c5b4a39281706
?v=9f8e7d6c5b4a3928 ?format={HEX} ?ref={HEX}abc ?channel_id=x9f8e7d6c5b4a3928 ?q=eyJhbGciOiJIUzI1NiJ9
"""


def _of(lines: str) -> list[Url]:
    return [Url(f"https://ada.example/{end}") for end in lines.split()]


HONEST_FEEDS = f"""
2026/11/02/looms/feed/ category/paper-and-ink/feed/ comments/feed/ ?feed=rss2 feed/?cat=12 feed/feed-v1.2.3.xml
feeds/posts/default feeds/1234567890123456789/posts/default feeds/1234567890/posts/default?alt=rss
feeds/videos.xml?channel_id={CHANNEL} feeds/videos.xml?playlist_id=PLabc123DEF456ghi789 channel/{CHANNEL}
feed/podcast/1234567.rss feed/podcast/1234567/s/12345.rss feed/@ada feed/the-looms/tagged/engines AdaExample
blogspot/AbCdE ada/looms2026 54nAGcIl qm_9xx0g ADL9840290619 WWO3519750118 s/1e4710bc/podcast/rss {UUID}
d/playlist/{UUID}/{UUID}/podcast.rss public/shows/5d5e5f60-1234-4abc-9def-1234567890ab
public/shows/60518a52f69aa815d2dba41c everest/aab82e46f0cd4791b1c8ddc19d5158c3.xml shows/123456/destinations/1234567.xml
users/soundcloud:users:123456789/sounds.rss channels/1234567.rss p02nq0gn.rss 510289/podcast.xml
ada/looms/commits/{HEX}abcdef12.atom ada/looms/releases.atom r/looms/comments/1a2b3c/a_fine_loom/.rss
profile/did:plc:abcdefghijklmnop12345678/rss photos_public.gne?id=12345@N00&lang=en-us&format=rss_200
stream/user/1005921515/tag/looms Blog2026RSSFeed iPhone15ProMax.xml MyBlogRSS20Feed.xml B2BSaaS4U/feed
20261102T101112Z/feed posts/1a/2b/3c/4d/rss x86-64/arm64v8/feed w3c2html5css3js/feed mp3toogg2wav/rss
3blue1brown2green3red/feed %E6%A9%9F%E7%B9%94/feed xml/rss/nyt/HomePage.xml rss/RSSWorldNews.xml ?id={HEX}
api/query?search_query=cat:cs.AI&max_results=10 review/list_rss/12345678?shelf=read listfeed.aspx?List=%7B{UUID}%7D
the-difference-engine-and-the-looms-of-1826-and-2026/feed 2026-11-02-my-3-favourite-looms-of-2026.xml
"""

KEYS_OF_FEEDS = f"""
feed?k={HEX} ?k={HEX} rss/{HEX}/ rss/{HEX}.xml feeds/{HEX[:20]}.xml feed?u=ada&h={HEX[:16]} {HEX.upper()}/rss
f/aB3xK9ZqL2mN8pR4/rss rss/aB3xK9ZqL2mN8pR4tU6v podcast/k3j4h5k3j4h5k3j4h5/feed.xml ?x=aB3xK9ZqL2mN8pR4
s/c2VjcmV0LWtleS1oZXJlLTEyMzQ1/feed rss?c=ZmVlZC1rZXktMTIzNDU2Nzg5MA== feed/user_{HEX[:20]}/ u/ada/{HEX[:16]}/rss.xml
feed/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123DEF feeds/_username_/secret:{HEX[:20]}/u:ada/ rss/%39{HEX[1:]}/
rss/q8w7bnm2kd9fjx3lzp4t7yhv1c5gas6r ?s={HEX} ?t={HEX[:20]} ?v={HEX[:16]} ?q=eyJhbGciOiJIUzI1NiJ9
feeds/commits/{HEX}abcdef12/{HEX}
"""


@pytest.mark.parametrize("url", _of(HONEST_FEEDS))
def test_a_feed_for_everybody_has_no_key(url: Url) -> None:
    assert not has_key_of_feed(url)


@pytest.mark.parametrize("url", [*_of(KEYS), *_of(KEYS_OF_FEEDS)])
def test_what_can_hardly_be_anything_but_a_key_of_a_feed(url: Url) -> None:
    assert has_key_of_feed(url)
    assert is_personal_feed(url), "what is not to be written where others read is not published either"


def test_podcasts_that_are_known_by_their_host() -> None:
    end = "40huHEEF6JMPGYctMuUI"
    assert not has_key_of_feed(Url(f"https://feeds.fountain.fm/{end}"))
    assert has_key_of_feed(Url(f"https://feeds.ada.example/{end}"))


@pytest.mark.parametrize("url", _of(PLAIN))
def test_plainly_no_key(url: Url) -> None:
    assert not has_key_of_feed(url)
    assert not is_personal(url)
    assert not is_personal_feed(url)
    assert not has_key(url)


@pytest.mark.parametrize("url", [*_of(KEYS), Url("https://ada:x@ada.example/"), Url(f"https://{HEX}@ada.example/feed")])
def test_plainly_a_key(url: Url) -> None:
    assert is_personal(url)
    assert is_personal_feed(url)
    assert has_key(url)


@pytest.mark.parametrize("url", [*_of(NOT_PLAIN), Url("https://ada@ada.example/feed")])
def test_what_may_be_a_key_is_published_nowhere_but_stands_where_the_author_wrote_it(url: Url) -> None:
    assert is_personal(url)
    assert is_personal_feed(url)
    assert not has_key(url)


@pytest.mark.parametrize(
    "end",
    [f"feeds/{HEX}.xml", f"rss/{UUID}", "f/aB3xK9ZqL2mN8pR4/rss", "u/k3j4h5k3j4h5k3j4h5/feed.xml", f"%39{HEX[1:]}/rss"],
)
def test_a_folder_may_be_a_key_of_a_feed_and_not_of_a_post(end: str) -> None:
    url = Url(f"https://ada.example/{end}")
    assert is_personal_feed(url)
    assert not is_personal(url)
    assert not has_key(url)


@pytest.mark.parametrize(
    ("end", "secret", "secret_feed"),
    [
        ("ada.example/looms/?p=17", False, False),
        ("ada.example/?token=x", True, True),
        ("ada@ada.example/", True, True),
        ("ada:x@ada.example/", True, True),
        ("ada.example/f/aB3xK9ZqL2mN8pR4/rss", False, True),
    ],
)
def test_who_has_a_secret_address_gets_in_or_knows_the_user(end: str, secret: bool, secret_feed: bool) -> None:
    url = Url(f"https://{end}")
    assert (is_secret(url), is_secret_feed(url)) == (secret, secret_feed)


@pytest.mark.parametrize("text", ["2026-11-02-my-3-favourite-looms", "TheLooms", "python3", "54nAGcIl", "1" * 40])
def test_not_like_a_key(text: str) -> None:
    assert not is_like_a_key(text)


def test_channels_of_youtube_are_no_keys() -> None:
    for end in (f"feeds/videos.xml?channel_id={CHANNEL}", f"channel/{CHANNEL}", f"channel/{CHANNEL}/videos"):
        assert not is_personal_feed(Url(f"https://www.youtube.com/{end}"))

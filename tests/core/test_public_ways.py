"""Which ways are known to be public: all that is not is private."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import way_words
from mkdocs_reciprocity.core.public_ways import NO_WAYS, folded, is_closed, is_public, known_ways
from tests.laws.test_laws_of_the_ledger import law

PUBLIC = """
mastodon|Bluesky|blog|Mastodon boost|my blog|on Bluesky|newsletter|my newsletter|RSS|rss feed|Lobsters
lobste.rs|Hacker News|HN|reddit|r/python|forum|youtube|LinkedIn|threads|X|x/twitter|Twitter (boost)
micro.blog|https://mastodon.social/@ada/1|news.ycombinator.com|his blog|auf Mastodon|sur mon blog|en mi blog
no meu blog|op mijn blog|Mastodon-Boost|Блог|в моём блоге|مدونة|مدوّنة|ブログ|我的博客|podcast episode 12
Newsletter #4|web|GitHub issue|Mastodon thread|mathstodon.xyz|blog comment|https://ada.example/links/
webmention|link blog|Fediverse|ＲＳＳ|Mastodon & Bluesky|mastodon/bluesky|my website|Webseite|R.S.S.
xn--bcher-kva.example|Ada_Blum's blog|ada|Newsletter of Ada Blum|guild newsletter|Guild-Newsletter no. 4
MASTODON
"""

CLOSED = """
Direktnachricht|Privatnachricht|PN|بريد إلكتروني|رسالة خاصة|message privé|mensaje directo|correo|D.M.
private|ｅｍａｉｌ|Messenger|Threema|PGP mail|e-mail|E-Mail an Ada|Mastodon DM|Mastodon-Direktnachricht
DM auf Mastodon|per Post|Post|e-post|postcard|Brief|letter|lettre|carta|MP|LinkedIn InMail
Facebook Messenger|Signal|WhatsApp|telegram|SMS|phone|Telefon|téléphone|Skype|FaceTime|mail|Mail|by mail
mailto:ada@ada.example|ada@ada.example|privat|privat auf Mastodon|Mastodon (private)|private blog|PRIVÉ
личное сообщение|в личку|лс|почта|письмо|メール|ダイレクトメッセージ|私信|微信|邮件|이메일|쪽지|디엠|אימייל
הודעה פרטית|ईमेल|संदेश|อีเมล|tin nhắn|mensagem privada|correio|sähköposti|meddelande|privat besked
wiadomość prywatna|zpráva|özel mesaj|e-posta|ΜΉΝΥΜΑ|email\u200b|d\u200bm|D M|dm'd|DMs|direct|Mastodon direct
X DM|forum PM|Line|Viber|WeChat|Jabber|fax|voicemail|E.MAIL|e_mail|Ｄ．Ｍ．|guild newsletter by e-mail
Ada Blum, in person|letter to Ada
S.M.S.|f.a.x.
"""

UNKNOWN = """
LinkedIn message|signal.org|https://wa.me/123|https://t.me/ada|Matrix|matrix room|discord|Discord channel
Slack|IRC|Zulip|group chat|Anruf|over coffee|over brunch|at a meetup|dinner|Zoom|video call|snail mail
mailing list|Ada told me|friends-only|close friends|Mastodon followers only|DMで|reply to newsletter
blog contact form|Kontaktformular|Reddit chat|ICQ|Keybase|Sprachnachricht|✉|Mastodon ✉|📧|🔒 Mastodon
https://mail.google.com/mail/u/0/|https://mastodon.social/conversations|https://ada:x@ada.example/
https://discord.com/channels/@me/1|pers.Nachricht|priv.msg|in|my|reply|comment|on the|12|Signal v. Noise
The Daily Mail|admin|demails|@ada@social.example|behind the shed|direktmeldung|tekstiviesti|beskjed
sporočilo|съобщение|приватне повідомлення|πμ|پیام|סמס|واتساب|ইমেইল|மின்னஞ்சல்|zalo|surel|barua pepe
ríomhphost|e-bost|tölvupóstur|el. paštas|e-kiri|邮箱|悄悄话|book club|cleo|javascript:alert(1)|https://|1.2
a.b|tildesdm|mastodonmastodonmastodon|blog blog blog blog blog blog blog blog blog blog blog blog x
"""

KNOWN = known_ways(["Guild newsletter", "The Old Signal"], ["ada", "Ada Blum"])


def _each(lines: str) -> list[str]:
    return [way for line in lines.strip().splitlines() for way in line.replace("\\u200b", "\u200b").split("|")]


@pytest.mark.parametrize("via", _each(PUBLIC))
def test_public(via: str) -> None:
    assert is_public(via, KNOWN)
    assert not is_closed(via)


@pytest.mark.parametrize("via", _each(CLOSED))
def test_one_person_reads_it_and_nobody_is_asked(via: str) -> None:
    assert not is_public(via, KNOWN)
    assert is_closed(via)


@pytest.mark.parametrize("via", _each(UNKNOWN))
def test_what_is_not_known_is_not_public(via: str) -> None:
    assert not is_public(via, KNOWN)


def test_the_option_has_the_last_word_about_just_what_it_names() -> None:
    assert is_public("the old signal", KNOWN)
    assert not is_public("the old signal DM", KNOWN)
    assert not is_public("Guild newsletter", NO_WAYS)
    assert not is_public("Guild newsletter", known_ways([], ["DM", ""]))


def test_what_is_too_long_is_not_looked_at() -> None:
    assert not is_public("blog " * 13)
    assert not is_public("a" * 20_000 + "@" + "a" * 20_000)


@pytest.mark.parametrize("list_", ["PUBLIC", "FILLING", "CLOSED", "CLOSED_ALONE"])
def test_the_lists_are_written_as_they_are_compared(list_: str) -> None:
    rows = [row for row in getattr(way_words, list_).splitlines() if not row.startswith("#")]
    said = [way for row in rows for way in row.split("|") if way]
    assert len(said) == len(set(said))
    for way in said:
        plain = unicodedata.normalize("NFKD", way)
        assert folded(way) == folded(plain).strip(), way
        assert folded(way).replace(" ", "").isalnum() or not way.isascii(), way
        assert (list_ == "PUBLIC") == is_public(way), way
        assert list_ not in {"CLOSED", "CLOSED_ALONE"} or is_closed(way), way


@pytest.mark.no_cover
@law
@given(st.text(max_size=30), st.sampled_from(_each(PUBLIC)))
@example(".", "mastodon")
def test_a_word_more_never_makes_a_closed_way_public(more: str, via: str) -> None:
    assert not is_public(f"{via} DM {more}", KNOWN)
    assert folded(folded(more)) == folded(more)

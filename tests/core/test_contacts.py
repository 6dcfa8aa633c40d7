"""Where somebody can be written to."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import contacts
from mkdocs_reciprocity.core.contacts import Contact
from mkdocs_reciprocity.core.log.contact_advice import advice


@pytest.mark.parametrize(
    ("text", "form", "address"),
    [
        ("ada@ada.example", "mail", "ada@ada.example"),
        ("MailTo:Ada.B+x@ada.example", "mail", "Ada.B+x@ada.example"),
        ("o'hara@ada.example", "mail", "o'hara@ada.example"),
        ("müller@köln.example", "mail", "müller@köln.example"),
        ("a@xn--kln-sna.example", "mail", "a@xn--kln-sna.example"),
        ("@ada@social.example", "mastodon", "ada@social.example"),
        ("@ada@social.example:8443", "mastodon", "ada@social.example:8443"),
        ("https://Social.example/@ada", "mastodon", "ada@social.example"),
        ("https://social.example/@ada/", "mastodon", "ada@social.example"),
        ("https://social.example/users/ada", "page", "https://social.example/users/ada"),
        ("https://www.youtube.com/@ada", "page", "https://www.youtube.com/@ada"),
        ("https://social.example/@ada@other.example", "mastodon", "ada@other.example"),
        ("ada.bsky.example", "bluesky", "ada.bsky.example"),
        ("@Ada.bsky.example", "bluesky", "ada.bsky.example"),
        ("https://bsky.app/profile/Ada.example", "bluesky", "ada.example"),
        ("https://bsky.app/profile/did:plc:abc", "page", "https://bsky.app/profile/did:plc:abc"),
        ("https://bsky.app/@ada", "page", "https://bsky.app/@ada"),
        ("https://social.example/@ada/1234", "page", "https://social.example/@ada/1234"),
        ("https://ada.example/contact/", "page", "https://ada.example/contact/"),
        ("http://ada.example", "page", "http://ada.example"),
    ],
)
def test_what_is_meant(text: str, form: str, address: str) -> None:
    found = contacts.read(text)
    assert found is not None
    assert (found.form, found.address) == (form, address)


@pytest.mark.parametrize(
    ("text", "what_to_do"),
    [
        ("javascript:alert(1)", "`javascript:` is nothing that the desk opens; write `ada@ada.example`, "),
        ("JaVaScRiPt:alert(1)", "`JaVaScRiPt:` is nothing"),
        ("data:text/html,x", "`data:` is nothing"),
        ("file:///etc/passwd", "`file:` is nothing"),
        ("vbscript:x", "`vbscript:` is nothing"),
        ("view-source:https://ada.example", "`view-source:` is nothing"),
        ("blob:https://ada.example/1", "`blob:` is nothing"),
        ("intent://x#Intent;end", "`intent:` is nothing"),
        ("tel:+49123", "`tel:` is nothing"),
        ("mailto:ada@ada.example?subject=x", 'subject and text come from the draft; did you mean "ada@ada.example"?'),
        ("mailto:ada@ada.example?bcc=x@y.example", 'only one can stand here; did you mean "ada@ada.example"?'),
        ("ada@ada.example&cc=x@y.example", 'only one can stand here; did you mean "ada@ada.example"?'),
        ("ada@ada.example,ben@ben.example", 'only one can stand here; did you mean "ada@ada.example"?'),
        ("mailto:ada@ada.example%0ABcc:x", 'did you mean "ada@ada.example"?'),
        ("mailto:ada@ada.example%0D%0ABcc:x", 'did you mean "ada@ada.example"?'),
        ("ada%0A@ada.example", "write `ada@ada.example`"),
        ("ada@ada.example\nBcc: x", "there is a hidden character in it; write"),
        ("ada@ada\u202e.example", "there is a hidden character in it; write"),
        ("\x00", "there is a hidden character in it; write"),
        ("Ada <ada@ada.example>", 'did you mean "ada@ada.example"?'),
        ("xmpp:ada@ada.example", 'did you mean "ada@ada.example"?'),
        ("ada.example/contact", 'did you mean "https://ada.example/contact"?'),
        ("./contact", "write `ada@ada.example`"),
        ("@ada", 'it names no server; did you mean "@ada@social.example"?'),
        ("https://u:p@ada.example/", "leave out what stands before the `@`"),
        ("https://", "there is a slip in its host"),
        ("http:/ada.example", 'did you mean "http://ada.example"?'),
        ("https://ada.example/a b", "there is a space in it"),
        ("ada", "write `ada@ada.example`"),
        ("ada@", "write `ada@ada.example`"),
        ("ada@localhost", "write `ada@ada.example`"),
        ("ada..b@ada.example", "write `ada@ada.example`"),
        (".ada@ada.example", "write `ada@ada.example`"),
        ("ada@-ada.example", "write `ada@ada.example`"),
        ("ada@ada.1", "write `ada@ada.example`"),
        ("ada@[127.0.0.1]", "write `ada@ada.example`"),
        ("mailto:", "write `ada@ada.example`"),
        ("ada.example:443", "write `ada@ada.example`"),
        ("\\\\server\\x", "write `ada@ada.example`"),
        (f"{'a' * 300}@ada.example", "write `ada@ada.example`"),
        ("a" * 5000, "it has more than 4096 characters"),
    ],
)
def test_what_is_none_gets_advice(text: str, what_to_do: str) -> None:
    assert contacts.read(text) is None
    assert advice(text).startswith(what_to_do)


def test_an_account_is_told_from_a_page_and_from_mail() -> None:
    forms: list[contacts.Form] = ["mail", "mastodon", "bluesky", "page"]
    assert [form for form in forms if contacts.is_account(Contact(form, "x"))] == ["mastodon", "bluesky"]


@pytest.mark.parametrize("begin", ["", "@", "a@", "mailto:", "https://a.example/@", "@a@"])
@pytest.mark.parametrize("piece", ["a.", "a-", "-", ".", "@", "a@", "+", "%0A", "://", "a.example/"])
def test_a_long_text_is_read_in_no_time(begin: str, piece: str) -> None:
    for text in (begin + piece * 1000, begin + piece * 20_000):
        assert contacts.read(text) is None or len(text) < 4096
        assert advice(text)

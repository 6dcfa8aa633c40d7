"""Several things at once -> all rows, or none."""

from __future__ import annotations

from typing import Any

from mkdocs_reciprocity.core.editing import issue_form, new_rows, pasted, same_row
from mkdocs_reciprocity.core.editing.new_row import Entry, Told
from mkdocs_reciprocity.core.editing.new_rows import Item, Same
from tests.core.editing.test_new_row import KNOWN, RULES

SHARE = Told(kind="share")


def entries(*items: Item) -> list[Entry]:
    found = new_rows.entries(items, KNOWN)
    assert found.problems == ()
    return list(found.records)


def of(text: str, **more: Any) -> list[Item]:
    return new_rows.of_lines(Told(kind="share", **more), pasted.read(text, "here").records, "here")


def problems(*items: Item) -> list[str]:
    found = new_rows.entries(items, KNOWN)
    assert found.records == ()
    return list(map(str, found.problems))


def test_each_address_gets_a_row_and_all_else_is_said_of_all() -> None:
    found = entries(
        *new_rows.typed(Told(kind="share", via="x", note="n"), ["https://ada.example/a/", "https://b.example/"])
    )
    assert [entry.fields for entry in found] == [
        {
            "date": "2026-11-22", "gave": "share", "peer": "ada", "url": "https://ada.example/a/", "title": "A by ada",
            "via": "x", "note": "n",
        },
        {"date": "2026-11-22", "gave": "share", "url": "https://b.example/", "via": "x", "note": "n"},
    ]  # fmt: skip
    assert new_rows.typed(SHARE, []) == [Item(SHARE)]


def test_the_words_of_a_line_go_before_those_for_all() -> None:
    first, second = of("Mine - https://ada.example/a/ own\nhttps://ada.example/b/", note="all")
    assert (first.told.title, first.told.note, second.told.title, second.told.note) == ("Mine", "own", "", "all")


def test_what_is_wrong_is_said_of_each_line_and_once_of_all() -> None:
    doubt = (
        '"," stands at its end; did you mean "https://ada.example/one/"? (where it belongs there, write it as `%2C`)'
    )
    lines = "https://ada.example/one/,\nhttps://ada.example/a/\nben.example/b"
    assert problems(*of(lines, date="x", peer="zoe")) == [
        '--peer: unknown peer "zoe"; `--peer-name` and `--home` list them',
        '--date: "x" is no date; write `yesterday`, `3 days ago`, `2026-11-02`, `2026-11`, `2026` or `unknown`',
        f'here:1: "https://ada.example/one/,": {doubt}',
        'here:3: "ben.example/b" is no URL; did you mean "https://ben.example/b"?',
    ]


def test_a_line_of_which_only_a_part_is_quoted_is_repeated() -> None:
    assert problems(*of("[x](b.example/b) note")) == [
        'here:1: "b.example/b" is no URL; did you mean "https://b.example/b"? (the line is "[x](b.example/b) note")'
    ]


def test_bad_addresses_are_found_before_anything_else_is_known() -> None:
    items = [*of("ben.example/b\nhttps://ada.example/a/"), *new_rows.typed(Told(), ["x.example"])]
    assert [str(problem) for problem in new_rows.bad_addresses(items, KNOWN)] == [
        'here:1: "ben.example/b" is no URL; did you mean "https://ben.example/b"?',
        'URL: "x.example" is no URL; did you mean "https://x.example"?',
    ]


def test_answers_are_said_of_all() -> None:
    first, second = of("Mine - https://ada.example/a/ own\nhttps://ada.example/b/")
    answers = Told(word="got", kind="comment", url="https://ada.example/a/", note="all", via="x")
    assert new_rows.answered(first, answers).told == Told(
        word="got", kind="comment", url="https://ada.example/a/", title="Mine", note="own", via="x"
    )
    assert new_rows.answered(second, answers).told == Told(
        word="got", kind="comment", url="https://ada.example/b/", note="all", via="x"
    )


def test_somebody_new_is_listed_once_and_all_is_theirs() -> None:
    told = Told(kind="share", name="Zoe")
    found = entries(*new_rows.typed(told, ["https://zoe.example/a/", "https://else.example/b/"]))
    assert [(entry.peer, entry.row.peer) for entry in found] == [("zoe", "zoe"), ("", "zoe")]
    assert found[0].peer_fields == {"name": "Zoe", "home": "https://zoe.example/"}
    body, placed = same_row.placed(b"", "l.yml", found, RULES)
    assert body.count(b"peer: zoe") == 2
    assert [place.line for place in placed] == [6, 10]


def test_a_form_says_what_it_says_and_options_the_rest() -> None:
    filled = issue_form.read("### kind\nlike\n### url\nada.example/a\n### note\nfine", "issue").records
    item = new_rows.of_form(Told(via="x", note="other", private=True), filled, "issue")
    assert item.told == Told(kind="like", url="ada.example/a", via="x", note="fine", private=True)
    assert problems(item) == ['issue:3: "ada.example/a" is no URL; did you mean "https://ada.example/a"?']


# --- two that are one


def distinct(text: str, **more: Any) -> tuple[list[tuple[str, str, str]], list[Same]]:
    kept, same = new_rows.distinct(entries(*of(text, **more)))
    return [(entry.row.url or "", entry.row.title, entry.row.note) for entry in kept], same


def test_two_spellings_are_one_row() -> None:
    assert distinct("https://b.example/x/\nhttp://www.b.example/x?utm_source=y\nhttps://b.example/y/") == (
        [("https://b.example/x/", "", ""), ("https://b.example/y/", "", "")],
        [Same("https://b.example/x/", "http://www.b.example/x?utm_source=y")],
    )


def test_of_two_the_one_that_says_more_stays() -> None:
    b = "https://b.example/x/"
    assert distinct(f"{b}\n{b} fine") == ([(b, "", "fine")], [Same(b, b)])
    assert distinct(f"{b} fine\n{b}") == ([(b, "", "fine")], [Same(b, b)])
    assert distinct(f"{b}\n[T]({b})") == ([(b, "T", "")], [Same(b, b)])
    assert distinct(f"[T]({b})\n{b}") == ([(b, "T", "")], [Same(b, b)])
    assert distinct(f"{b} one\n{b} two") == ([(b, "", "one"), (b, "", "two")], [])


def test_the_one_who_lists_somebody_stays() -> None:
    z = "https://zoe.example/x/"
    assert distinct(f"{z}\n{z} fine", name="Zoe") == ([(z, "", ""), (z, "", "fine")], [])
    assert distinct(f"{z}\n{z}", name="Zoe") == ([(z, "", "")], [Same(z, z)])


def test_what_was_got_at_different_places_are_different_rows() -> None:
    kept, same = distinct("https://b.example/x/\nhttps://b.example/y/\nhttp://b.example/x", word="got")
    assert ([place for place, _, _ in kept], len(kept)) == (["", ""], 2)
    assert same == [Same("https://b.example/x/", "http://b.example/x")]


def test_the_log_is_read_once_however_many_rows_there_are() -> None:
    log = b"interactions:\n" + b"".join(
        b"- {date: 2026-11-20, gave: share, url: https://b.example/%d/}\n" % number for number in range(50)
    )
    found = entries(*of("\n".join(f"https://b.example/{number}/" for number in range(40, 60)), date="2026-11-20"))
    body, placed = same_row.placed(log, "l.yml", found, RULES)
    assert [place.stood for place in placed] == [True] * 10 + [False] * 10
    assert [place.line for place in placed] == list(range(42, 62))
    assert body.startswith(log)
    assert body.count(b"\n") == 61


def test_rows_behind_the_last_one_that_is_looked_for_are_not_read() -> None:
    b = "https://b.example/x/"
    found = entries(*of(b))
    body, _ = same_row.placed(b"", "l.yml", found, RULES)
    after, (place,) = same_row.placed(body + body.splitlines()[1] + b"\n  gave: like\n", "l.yml", found, RULES)
    assert (place.line, place.stood) == (2, True)
    assert after.startswith(body)


def test_which_of_several_a_row_publishes() -> None:
    first, second = entries(*of("https://b.example/x/\nhttps://b.example/y/", private=True))
    public = entries(*of("http://b.example/y", date="2026-11-01"))[0].row
    assert same_row.Standing([first, second]).shown_by(public) == [1]
    assert same_row.Standing([first, second]).shown_by(second.row) == []

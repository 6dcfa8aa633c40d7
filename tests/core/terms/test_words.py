"""The terms in a text, in any script; and that the work grows with the text only."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.terms import words

MANY = 2_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A knot, two KNOTS & 3 ropes: it's don't", ["knot", "two", "knots", "ropes", "it", "don"]),
        ("Straße ﬁne ＷＩＤＥ", ["strasse", "fine", "wide"]),
        ("Cafe\u0301 cafés naïve İstanbul", ["café", "cafés", "naïve", "istanbul"]),
        ("“curly”—dashes… l’eau", ["curly", "dashes", "eau"]),
        ("snake_case x1y2 ½ ٣ ፩ Ⅳ", ["snake", "case", "iv"]),
        ("ναῦς Ναύς", ["ναῦσ", "ναύσ"]),
        ("мо́ре", ["море"]),
        ("الكِتَاب كتـــاب", ["الكتاب", "كتاب"]),
        ("שָׁלוֹם", ["שלום"]),
        ("किताब", ["किताब"]),
        ("望遠鏡で土星を見る", ["望遠", "遠鏡", "土星", "見"]),
        ("パンを焼くPythonコード", ["パン", "焼", "python", "コード"]),
        ("ひらがなだけ", []),
        ("매듭을 밧줄", ["매듭", "듭을", "밧줄"]),
        ("ขนมปัง", ["ขนม", "นมป", "มปั", "ปัง"]),
        ("ขน", ["ขน"]),
        ("z\u0335\u0322a\u0338\u0321l\u0337go", ["zalgo"]),
        ("", []),
        ("… 123 !?", []),
        ("x" * 41 + " " + "y" * 40 + " é" + "z" * 41 + " 漢" + "ж" * 41, ["y" * 40, "漢"]),
    ],
)
def test_the_terms_of_a_text(text: str, found: list[str]) -> None:
    assert words.terms(text, MANY) == found


@pytest.mark.parametrize("term", ["遠鏡", "焼", "매듭", "ขนม"])
def test_a_few_characters_of_a_script_without_spaces_are_a_part(term: str) -> None:
    assert words.is_part(term)


@pytest.mark.parametrize("term", ["tea", "knots", "コーヒー", "море", "شاي"])
def test_words_are_no_parts(term: str) -> None:
    assert not words.is_part(term)


@pytest.mark.parametrize(
    "text",
    [
        "knot " * 1_000_000,
        "x" * 1_000_000,
        "漢" * 1_000_000,
        "ก" * 1_000_000,
        "\ufdfa" * 1_000_000,  # 18 characters each, once normalised
        "a\u0301\u0301" * 500_000,
        "1" * 1_000_000,
        "aж漢" * 300_000,
        " ".join(f"{number:x}".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(100_000)),
        "\ud800" * 1_000,
    ],
)
def test_no_more_of_a_text_is_looked_at_than_was_asked_for(text: str) -> None:
    found = words.terms(text, MANY)
    assert len(found) <= 2 * MANY
    assert found == words.terms(text[:MANY], MANY)
    assert all(0 < len(term) <= words.LONGEST for term in found)

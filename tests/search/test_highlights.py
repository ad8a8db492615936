from hypothesis import given, strategies as st

from search import highlights

TERMS = frozenset({"fr:mare", "fr:oeuv"})


def test_words_are_marked_in_place_whatever_their_accents_and_endings() -> None:
    shown = highlights.marked("Les marées & l’école <b>", frozenset({"fr:mare", "fr:ecol"}), "fr")

    assert shown == "Les <mark>marées</mark> &amp; l’<mark>école</mark> &lt;b&gt;"


def test_the_best_passage_is_where_most_words_stand() -> None:
    text = "Rien ici. " * 60 + "La marée monte sur l’estran. " + "Rien là. " * 60

    shown = highlights.passage(text, TERMS, "fr")

    assert "<mark>marée</mark> monte" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_without_the_words_there_is_no_passage() -> None:
    assert highlights.passage("Rien ici.", TERMS, "fr") == ""


@given(st.text(), st.lists(st.text(max_size=6), max_size=4))
def test_nothing_of_a_text_is_lost_or_becomes_html(text: str, words: list[str]) -> None:
    shown = highlights.marked(text, {f"fr:{word}" for word in words}, "fr")

    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    for code, letter in [("&lt;", "<"), ("&gt;", ">"), ("&#x27;", "'"), ("&quot;", '"')]:
        bare = bare.replace(code, letter)
    assert bare.replace("&amp;", "&") == text

from hypothesis import given, strategies as st

from cms.domain.writing import hints, links, lix


def sentences(html, text=""):
    return [hint.about for hint in hints(html, text=text)]


def test_a_link_that_says_nothing_is_told():
    assert sentences('<a href="/a/">Cliquez ici</a> <a href="/b/">Les dates</a>') == ["Cliquez ici"]


def test_a_file_without_its_size_is_told():
    html = '<a href="/guide.pdf">Le guide</a> <a href="/guide.pdf">Le guide (PDF, 2 Mo)</a>'

    assert sentences(html) == ["Le guide"]


def test_a_hard_text_is_told_and_a_short_one_is_not_judged():
    hard = "Nonobstant l’institutionnalisation territorialisée des accompagnements multiples " * 12

    assert sentences("", hard) == [f"LIX {lix(hard)}"]
    assert sentences("", "Nonobstant l’institutionnalisation.") == []


def test_words_of_a_link_are_read_across_its_marks():
    assert links('<a href="/x/">Lire <b>la\n suite</b></a>') == [("Lire la suite", "/x/")]


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    hints(text, text=text)

"""The guide's small Markdown: what it makes, and what it never lets through."""

from cms.domain.markup import read


def html(source: str) -> str:
    return read(source, lambda address: address).html


def test_the_title_and_the_lead_are_those_of_the_file() -> None:
    text = read("# Le titre\n\nUn **premier**\nparagraphe.\n\nUn autre.", str)

    assert (text.title, text.lead) == ("Le titre", "Un premier paragraphe.")
    assert text.html == "<p>Un <strong>premier</strong> paragraphe.</p>\n<p>Un autre.</p>"


def test_lists_keep_the_lines_of_an_item_together() -> None:
    assert html("1. Ouvrir\n   la page.\n2. Écrire.") == (
        "<ol><li>Ouvrir la page.</li><li>Écrire.</li></ol>"
    )
    assert html("- un\n- deux") == "<ul><li>un</li><li>deux</li></ul>"


def test_headings_remarks_code_and_links() -> None:
    assert html("## *Où*") == "<h2><em>Où</em></h2>"
    assert html("> Attention :\n> c’est public.") == (
        "<blockquote><p>Attention : c’est public.</p></blockquote>"
    )
    assert html("`x*y*` et [là](/ici/)") == '<p><code>x*y*</code> et <a href="/ici/">là</a></p>'


def test_a_picture_has_its_description() -> None:
    assert html('![L’écran "Pages"](/a.png)') == (
        '<p><img src="/a.png" alt="L’écran &quot;Pages&quot;" loading="lazy"></p>'
    )


def test_nothing_but_text_passes() -> None:
    assert html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert html("[x](javascript:alert)") == "<p>x</p>"
    assert html("![x](data:image)") == ""
    assert 'onclick="' not in html('[x](/a"onclick="b)')

"""Rich text becomes nodes: nothing a reader needs is lost on the way to paper."""

from cms.pdf import prose


def words(node):
    return "".join(run["text"] for run in node["runs"])


def test_paragraphs_keep_weight_slope_and_links():
    [node] = prose.nodes_of(
        '<p>Un <b>mot</b>, <i>un autre</i>, <a href="/aide/">un lien</a>.</p>',
        root_url="https://trousse.example/ressources/",
    )

    assert words(node) == "Un mot, un autre, un lien."
    assert {"text": "mot", "bold": True} in node["runs"]
    assert {"text": "un autre", "italic": True} in node["runs"]
    assert {"text": "un lien", "href": "https://trousse.example/aide/"} in node["runs"]


def test_lists_and_headings_stay_in_order():
    nodes = prose.nodes_of("<h3>Avant</h3><ul><li>un</li><li>deux</li></ul><ol><li>trois</li></ol>")

    assert [node["kind"] for node in nodes] == ["heading", "list", "list"]
    assert nodes[0] == {"kind": "heading", "level": 3, "text": "Avant"}
    assert [len(node["items"]) for node in nodes[1:]] == [2, 1]
    assert [node["ordered"] for node in nodes[1:]] == [False, True]


def test_words_outside_a_block_are_a_paragraph_and_empty_blocks_are_nothing():
    nodes = prose.nodes_of("<p></p>Bonjour<p> </p>")

    assert [words(node) for node in nodes] == ["Bonjour"]


def test_a_link_that_leads_nowhere_is_words():
    [node] = prose.nodes_of("<p>Voir <a>la page</a>.</p>", root_url="https://trousse.example/")

    assert words(node) == "Voir la page."
    assert not any("href" in run for run in node["runs"])

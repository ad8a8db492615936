import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from cms.blocks.body import BodyBlock
from cms.blocks.links import LinkBlock
from cms.blocks.media import VideoBlock
from cms.demo import pieces
from cms.demo.texts import national
from cms.pdf.body import Setter
from tests.cms.factories import make_page

BODY = BodyBlock()


def test_a_body_has_at_most_twelve_blocks_each_in_a_group_with_a_preview_and_a_description():
    assert len(BODY.child_blocks) <= 12
    for name, block in BODY.child_blocks.items():
        assert block.meta.group, name
        assert block.is_previewable, name
        assert block.get_description(), name


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_a_block_has_a_preview_that_can_be_drawn(aisne, name):
    block = BODY.child_blocks[name]
    value = block.get_preview_value()
    template = block.get_preview_template(value)

    html = render_to_string(template, {"bound_block": block.bind(value), "page_title": name})

    assert "<main" in html


def test_every_block_can_be_shown(aisne, client):
    parts = pieces.body([*national.ABOUT, *national.PARENTS])
    make_page("Corps", slug="corps", body=parts)

    html = client.get("/corps/", headers={"host": "aisne.trousse.localhost"}).content.decode()

    assert '<div lang="ar" dir="rtl">' in html
    assert "<caption>" in html
    assert "<details>" in html
    assert "<blockquote" in html
    assert "style=" not in html
    assert "&lt;p" not in html
    assert "<h2>Ce que vous trouvez ici</h2>" in html


@pytest.mark.parametrize(
    "value",
    [{}, {"url": "javascript:alert(1)"}, {"url": "exemple.fr"}, {"url": "data:text/html,x"}],
)
def test_a_link_leads_somewhere_and_runs_nothing(value):
    block = LinkBlock()

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page": None, "url": "", "label": "x", **value}))


def test_a_link_to_a_page_taken_back_disappears(aisne):
    page = make_page("Cible")
    block = LinkBlock()
    before = block.to_python({"page": page.pk, "url": "", "label": ""})
    shown = (before.href, before.text)
    page.unpublish()
    after = block.to_python({"page": page.pk, "url": "", "label": ""})

    assert shown == ("/cible/", "Cible")
    assert (after.href, after.text) == ("", "")


def test_a_link_neither_names_nor_leads_to_a_locked_page(aisne):
    page = make_page("Cible")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    block = LinkBlock()

    shown = [block.to_python({"page": page.pk, "url": "", "label": text}) for text in ("", "Lire")]

    assert [(value.href, value.text) for value in shown] == [("", ""), ("", "Lire")]


def test_a_text_leads_to_public_pages_alone(aisne):
    pages = [make_page(title) for title in ("Ouverte", "Fermée", "Retirée")]
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    pages[2].unpublish()

    html = expand_db_html(
        "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in pages)
    )

    assert html == (
        '<p><a href="/ouverte/">Ouverte</a></p><p><a>Fermée</a></p><p><a>Retirée</a></p>'
    )


def test_paper_holds_no_link_without_an_address(aisne):
    page = make_page("Cible")
    page.unpublish()
    action = {"title": "Agir", "text": "", "link": {"page": page.pk, "url": "", "label": "Lire"}}
    body = BODY.to_python([{"type": "call_to_action", "value": action}])

    nodes = Setter("https://exemple.fr/", "fr").body(body)

    assert [node["kind"] for node in nodes] == ["heading"]


def test_a_video_has_a_file_or_an_address_and_not_both():
    block = VideoBlock()
    value = block.to_python({"title": "Film", "url": "", "file": None})

    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.clean(block.to_python({"title": "Film", "url": "https://tube.example/w/1"}))


def test_words_of_all_blocks_are_found(aisne):
    from cms.search_documents import body_of

    page = make_page("Corps", body=pieces.body(national.PARENTS))

    text = body_of(page)

    assert isinstance(page.body, StreamValue)
    assert "parent ressource" in text
    assert "<p>" not in text

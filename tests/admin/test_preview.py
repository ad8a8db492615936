"""The editor shows the page beside the text: its frame must not be refused."""

from tenants.context import enter
from tests.cms.factories import make_news


def test_the_editor_may_frame_a_preview(coordinator) -> None:
    with enter("tne_02"):
        page = make_news()

    response = coordinator.get(f"/admin/pages/{page.pk}/view_draft/")

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_nobody_frames_a_public_page(coordinator) -> None:
    response = coordinator.get("/")

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"

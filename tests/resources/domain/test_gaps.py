"""What each kind of resource must have before it is published."""

import pytest

from resources.domain.gaps import Contents, gaps_of
from resources.domain.vocabulary import ResourceKind


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("video", {"recording", "captions", "transcript"}),
        ("animation", {"recording", "captions", "transcript"}),
        ("conference", {"recording", "captions", "transcript"}),
        ("podcast", {"recording", "transcript"}),
        ("infographic", {"image", "full_text"}),
        ("tool_sheet", {"body"}),
        ("booklet", {"body"}),
        ("handout", {"body"}),
        ("diagnosis_tool", {"body"}),
        ("course", {"outside_link"}),
        ("link", {"outside_link"}),
    ],
)
def test_an_empty_resource_lacks_what_its_kind_needs(kind, missing):
    assert {gap.field for gap in gaps_of(Contents(kind=kind))} == missing


def test_every_kind_needs_something():
    assert all(gaps_of(Contents(kind=kind)) for kind in ResourceKind.values)


def test_a_complete_one_lacks_nothing():
    video = Contents(
        kind="video", has_recording=True, is_video=True, has_captions=True, has_transcript=True
    )
    picture = Contents(
        kind="infographic", has_picture=True, is_picture_described=True, has_full_text=True
    )

    assert gaps_of(video) == gaps_of(picture) == []


def test_a_sheet_with_a_video_needs_its_captions_too():
    contents = Contents(kind="tool_sheet", has_words=True, has_recording=True, is_video=True)

    assert [gap.field for gap in gaps_of(contents)] == ["captions", "transcript"]


def test_an_infographic_never_only_decorates():
    contents = Contents(kind="infographic", has_picture=True, has_full_text=True)

    assert [gap.field for gap in gaps_of(contents)] == ["image"]

"""What a resource must have before it is published, so that nobody is left outside. Pure rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.domain.gaps import Gap
from resources.domain.vocabulary import OUTSIDE, PLAYED, READ, WATCHED, ResourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is there, whatever it says."""

    kind: str
    has_recording: bool = False
    is_video: bool = False
    has_captions: bool = False
    has_transcript: bool = False
    has_picture: bool = False
    is_picture_described: bool = False
    has_full_text: bool = False
    has_words: bool = False  # a text or a file
    has_link: bool = False


def gaps_of(contents: Contents) -> list[Gap]:
    """Return what is missing for this kind, in the order of the form."""
    return [
        *_of_recording(contents),
        *_of_picture(contents),
        *_of_words(contents),
        *_of_link(contents),
    ]


def _of_recording(contents: Contents) -> Iterator[Gap]:
    if contents.kind in PLAYED and not contents.has_recording:
        yield Gap("recording", _("Choose the video or the sound."))
    needs_captions = contents.kind in WATCHED or (contents.has_recording and contents.is_video)
    if needs_captions and not contents.has_captions:
        yield Gap("captions", _("Add the captions: many cannot hear the video."))
    is_played = contents.kind in PLAYED or contents.has_recording
    if is_played and not contents.has_transcript:
        yield Gap("transcript", _("Write the transcript: what is said, and what is seen."))


def _of_picture(contents: Contents) -> Iterator[Gap]:
    if contents.kind != ResourceKind.INFOGRAPHIC:
        return
    if not contents.has_picture:
        yield Gap("image", _("Choose the picture of the infographic."))
    elif not contents.is_picture_described:
        yield Gap(
            "image",
            _("Describe the picture in the image library: an infographic never only decorates."),
        )
    if not contents.has_full_text:
        yield Gap("full_text", _("Write the full text of the picture: many cannot see it."))


def _of_words(contents: Contents) -> Iterator[Gap]:
    if contents.kind in READ and not contents.has_words:
        yield Gap("body", _("Write the text, or add the file to download."))


def _of_link(contents: Contents) -> Iterator[Gap]:
    if contents.kind in OUTSIDE and not contents.has_link:
        yield Gap("outside_link", _("Choose the outside link."))

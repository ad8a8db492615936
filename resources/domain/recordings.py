"""Which videos and sounds are kept, and how their content says what they are. Pure Python."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordingKind(TextChoices):
    VIDEO = "video", _("Video")
    SOUND = "sound", _("Sound")


@dataclass(frozen=True, slots=True)
class Container:
    """A format that browsers play, and what its first bytes look like."""

    kind: RecordingKind
    content_type: str


KINDS: dict[str, Container] = {
    "mp4": Container(RecordingKind.VIDEO, "video/mp4"),
    "webm": Container(RecordingKind.VIDEO, "video/webm"),
    "mp3": Container(RecordingKind.SOUND, "audio/mpeg"),
    "m4a": Container(RecordingKind.SOUND, "audio/mp4"),
    "ogg": Container(RecordingKind.SOUND, "audio/ogg"),
    "opus": Container(RecordingKind.SOUND, "audio/ogg"),
}
FRAME = 0xE0  # the eleven bits that open an MPEG frame


def is_honest(head: bytes, extension: str) -> bool:
    """Say whether these first bytes are those of such a file."""
    if extension in {"mp4", "m4a"}:
        return head[4:8] == b"ftyp"
    if extension == "webm":
        return head.startswith(b"\x1aE\xdf\xa3")
    if extension in {"ogg", "opus"}:
        return head.startswith(b"OggS")
    if extension == "mp3":
        is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & FRAME == FRAME  # noqa: PLR2004  MPEG
        return head.startswith(b"ID3") or is_frame
    return False

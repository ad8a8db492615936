"""Videos and sounds as they arrive: judged by their content, never by their name."""

from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.uploads import MEGABYTE, UnsafeUpload
from resources.domain.recordings import KINDS, is_honest

HEAD = 64


def check_recording(file: IO[bytes], *, name: str, size: int) -> None:
    """Accept a video or a sound that browsers play; raise UnsafeUpload, which says what to send."""
    extension = Path(name).suffix.lower().lstrip(".")
    if extension not in KINDS:
        raise UnsafeUpload(
            _("Files of this type are not accepted. Accepted: %(accepted)s."),
            accepted=", ".join(KINDS),
        )
    most = settings.DOCUMENT_UPLOAD_MEGABYTES
    if size > most * MEGABYTE:
        raise UnsafeUpload(_("This file is larger than %(most)s MB."), most=most)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not is_honest(head, extension):
        raise UnsafeUpload(
            _("This file is not really a .%(extension)s file, or it is damaged."),
            extension=extension,
        )

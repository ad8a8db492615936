"""Put a picture in the library from code, with the same care as the upload form."""

from typing import IO

from django.db import transaction

from cms.models import Image
from cms.uploads import prepare_image
from kernel.domain import DomainError, gettext_noop


class UndescribedImage(DomainError):
    """A picture says what it shows, or that it only decorates."""


@transaction.atomic
def add_image(  # noqa: PLR0913  one argument for each field of the form
    *,
    file: IO[bytes],
    name: str,
    title: str,
    description: str = "",
    is_decorative: bool = False,
    credit: str = "",
) -> Image:
    """Make the file safe and store it.

    Raise UnsafeUpload or UndescribedImage, and store nothing.
    """
    if not description.strip() and not is_decorative:
        raise UndescribedImage(
            gettext_noop("Describe the image in one sentence, or say that it decorates.")
        )
    safe = prepare_image(file, name=name)
    image = Image(
        title=title, file=safe, description=description, is_decorative=is_decorative, credit=credit
    )
    image._set_image_file_metadata()  # noqa: SLF001  as Wagtail's own form does
    image.save()
    return image

"""Each site's files in its own folder; an address of one site never opens another's file.

The address has no schema in it: the folder is chosen by the host that was asked, so that changing
the host in an address asks another site for its own file, and finds none.
"""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from tenants.context import current_schema


class TenantStorage(FileSystemStorage):
    @property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT) / current_schema())

    @property
    def location(self) -> str:
        return str(Path(self.base_location).resolve())

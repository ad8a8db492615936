from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import LegalKind, LegalText, LegalVersion

FOLDER = Path(__file__).parents[2] / "data" / "legal"


class Command(BaseCommand):
    help = "Publish version 1 of the legal texts where there is none. Have them read by a lawyer."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for kind in LegalKind:
            version, created = LegalVersion.objects.get_or_create(
                kind=kind, number=1, defaults={"requires_acceptance": True}
            )
            if not created:
                self.stdout.write(f"{kind.value}: there is a version already.")
                continue
            for path in sorted(FOLDER.glob(f"{kind.value}.*.html")):
                language = path.suffixes[-2].lstrip(".")
                LegalText.objects.create(version=version, language=language, body=path.read_text())
            self.stdout.write(self.style.SUCCESS(f"{kind.value}: version 1 is published."))

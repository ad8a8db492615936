"""What a coordinator keeps: planted in one department, looked for from everywhere else."""

from django.core.files.base import ContentFile
from django.utils import timezone

from tne_sites.models import (
    Adoption,
    Agreement,
    AgreementInstalment,
    AgreementPaper,
    LogEntry,
    ResourceParent,
    Structure,
)


def plant_partners(word: str, email: str) -> None:
    """Fill the register, the roster and the shelf of the site in use."""
    now = timezone.now()
    structure = Structure.objects.create(
        name=word, description=word, is_public=False, contact_name=word, contact_email=email
    )
    agreement = Agreement.objects.create(
        structure=structure, title=word, terms=word, state="signed", signed_on=now.date()
    )
    AgreementInstalment.objects.create(agreement=agreement, amount_cents=100, due_on=now.date())
    AgreementPaper.objects.create(
        agreement=agreement, title=word, file=ContentFile(word.encode(), name=f"{word}.pdf")
    )
    LogEntry.objects.create(structure=structure, by=word, text=word)
    ResourceParent.objects.create(
        name=word, email=email, message=word, note=word, consent_text=word,
        applied_at=now, changed_at=now,
    )  # fmt: skip
    Adoption.objects.create(source="pages", key=word, note=word, seen_mark="x", seen_title=word)

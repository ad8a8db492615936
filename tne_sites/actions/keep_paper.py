"""A private document joins an agreement, after its content was looked at."""

from typing import IO

from django.core.files import File
from django.db import transaction

from accounts.models import User
from cms.uploads import check_document
from tenants import audit
from tne_sites.models import Agreement, AgreementPaper


@transaction.atomic
def keep_paper(
    *, agreement: Agreement, title: str, file: IO[bytes], name: str, by: User
) -> AgreementPaper:
    """Store the file; or raise UnsafeUpload and keep nothing."""
    check_document(file, name=name)
    paper = AgreementPaper.objects.create(
        agreement=agreement,
        title=title,
        file=File(file, name=name),
        added_by=str(by)[:150],
        added_by_id=by.pk,
    )
    audit.record(action="agreement.paper_added", actor=by, target=paper)
    return paper

"""A machine's words are a draft: nobody publishes them before somebody has read each of them.

Wagtail Localize keeps for each sentence who translated it. Saving the sentence in its editor, even
unchanged, makes it a person's.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def unread(page: Page) -> int:
    """Count the sentences of this translation that only a machine has written; one query.

    None without a machine translator: the lists of the back office ask it for every row.
    """
    return 0 if get_machine_translator() is None else unread_sentences(page).count()


def unread_sentences(page: Page) -> QuerySet[StringSegment]:
    """Return those sentences, were the machine's work only imported from a file."""
    by_machine = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=page.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    sources = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).values("source")
    return StringSegment.objects.filter(Exists(by_machine), source__in=sources)


class ReviewedPermissions(PagePermissionTester):
    """Wagtail's answers, except that an unread translation may not be published by anybody."""

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not unread(self.page)


def permissions(page: Page, user: Any) -> ReviewedPermissions:
    return ReviewedPermissions(user, page)

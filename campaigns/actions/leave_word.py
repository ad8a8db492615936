"""Words of support: they come with a gift, are read by staff, and then show under a pseudonym."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign, Word, WordState
from kernel.domain import DomainError, gettext_noop
from tenants import audit


@transaction.atomic
def leave_word(
    *, campaign_id: UUID, gift_id: int, pseudonym: str, text: str, at: datetime
) -> Word | None:
    """Keep the words of a gift until somebody has read them; None when there are none.

    The same gift leaves its words once, however often it is settled.
    """
    said = text.replace("\0", "").strip()[:500]
    if not said:
        return None
    name = pseudonym.replace("\0", "").strip()[:60]
    values = {"campaign_id": campaign_id, "pseudonym": name, "text": said, "at": at}
    return Word.objects.get_or_create(gift_id=gift_id, defaults=values)[0]


@transaction.atomic
def answer_word(*, word_id: UUID, by: User, at: datetime, is_shown: bool) -> Word:
    """Show the words, or do not; the other answer may follow later."""
    found = Word.objects.select_for_update(of=("self",)).select_related("campaign")
    word = found.filter(pk=word_id).first()
    if word is None:
        raise DomainError(gettext_noop("These words are no longer there."))
    word.state = WordState.SHOWN if is_shown else WordState.REFUSED
    word.read_by, word.read_at = by, at
    word.save(update_fields=["state", "read_by", "read_at"])
    campaign: Campaign = word.campaign
    audit.record(action=f"campaign.word_{word.state}", actor=by, target=campaign)
    return word

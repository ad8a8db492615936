"""What gifts say of their donors: shown to them, forgotten when the law does not want it kept."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.domain.payments import RefundState
from campaigns.models import BankLine, Gift, Refund, Word
from kernel.ports import Kept, Person, Section
from tenants.context import current_tenant


class DonorData:
    """Gifts by address: no account is needed to give."""

    name = "campaigns.gifts"
    covers = frozenset(
        f"campaigns.{model}"
        for model in (
            *("gift", "giftrequest", "payment", "refund", "settlement", "receipt", "giftmessage"),
            *("word", "bankline", "bankstatement", "linecorrection", "payout", "payoutfile"),
        )
    )
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        gifts = [
            {
                _("reference"): gift.reference,
                _("date"): gift.created_at.isoformat(),
                _("project"): gift.campaign.title if gift.campaign else _("Solidarity fund"),
                _("amount"): str(gift.amount),
                _("name"): gift.donor_name,
                _("postal address"): gift.donor_address,
                _("word of support"): gift.message,
            }
            for gift in _of(person).select_related("campaign")
        ]
        words = [
            {
                _("project"): word.campaign.title,
                _("date"): word.at.isoformat(),
                _("name shown"): word.pseudonym,
                _("word of support"): word.text,
                _("state"): str(word.get_state_display()),
            }
            for word in _words_of(_of(person).values_list("pk", flat=True))
        ]
        sections = ((_("Your gifts"), gifts), (_("Your words of support"), words))
        return [Section(title=title, rows=rows) for title, rows in sections if rows]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Name nobody any more; a paid gift that wants a receipt keeps its name and address."""
        found = list(_of(person).values_list("pk", flat=True))
        # By key: the address that finds them is the first thing to go.
        gifts = Gift.objects.filter(pk__in=found)
        paid = Gift.objects.paid().filter(wants_receipt=True)
        kept = list(gifts.filter(pk__in=paid).values_list("pk", flat=True))
        for gift in gifts:
            gift.messages.all().delete()
            gift.donor_email = f"donateur-{gift.token.hex[:12]}@example.invalid"
            gift.pseudonym = gift.message = ""
            if gift.pk not in kept:
                gift.donor_name = gift.donor_address = gift.donor_siret = ""
            gift.save()
        _words_of(found).delete()
        _forget_bank_lines(found)
        if not kept:
            return []
        reason = _("The name on a tax receipt is kept for six years: the law asks for it.")
        return [Kept(title=_("Your gifts"), reason=reason)]


def _forget_bank_lines(gifts: Iterable[int]) -> None:
    """The bank keeps its statements; here the account stays while something may go back to it."""
    owed = Refund.objects.filter(state__in=[RefundState.MANUAL, RefundState.FAILED])
    lines = BankLine.objects.filter(payment__gift__in=gifts)
    lines.update(name="", words="")
    lines.exclude(payment__in=owed.values("payment")).update(iban="")


def _words_of(gifts: Iterable[int]) -> QuerySet[Word]:
    return Word.objects.filter(gift_id__in=gifts).select_related("campaign")


def _of(person: Person) -> QuerySet[Gift]:
    tenant = current_tenant()
    if not (tenant and tenant.is_national):
        return Gift.objects.none()
    return Gift.objects.filter(donor_email__in=person.emails)

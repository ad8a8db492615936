"""Every constraint and trigger around money, with the attack that it alone stops.

An attack is one statement on the rows of `guarded_world.a_world()`; `{…}` stand for their keys.
Where two guards stop the same attack, the other one is named in `without` and set aside first.
"""

from dataclasses import dataclass

from django.apps import apps

# Tables of the ledger, and those whose rows decide where money goes.
TABLES = tuple(
    f"campaigns_{name}"
    for name in (
        "account", "entry", "movement", "hold", "pattern", "statement",
        "gift", "payment", "refund", "inboxevent", "providerline",
        "providerpayout", "payoutpart", "linecorrection",
        "settlement", "payout", "payoutfile", "bankline", "bankstatement", "bankaccount",
        "agreement", "endowment", "boost", "release", "policy", "receipt",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    sql: str
    without: tuple[str, ...] = ()


def change(table: str, changes: str, where: str = "true") -> Attack:
    return Attack(f"UPDATE campaigns_{table} SET {changes} WHERE {where}")  # noqa: S608  our own words


def again(table: str, where: str = "true", *, without: tuple[str, ...] = (), **changes: str):
    """One row once more, under another key."""
    model = apps.get_model("campaigns", table)
    fresh = {}
    if table != "movement":  # its key is made of others
        is_uuid = model._meta.pk.get_internal_type() == "UUIDField"
        known = f"(SELECT max(id) + 1 FROM campaigns_{table})"  # noqa: S608  our own words
        fresh = {"id": "gen_random_uuid()" if is_uuid else known}
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [(fresh | changes).get(column, f'"{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    said = ", ".join(values)
    chosen = f"SELECT {said} FROM campaigns_{table} WHERE {where} LIMIT 1"  # noqa: S608  our own words
    return Attack(f"INSERT INTO campaigns_{table} ({names}) {chosen}", without)


ATTACKS: dict[str, Attack] = {
    # The ledger.
    "account_never_overdrawn": change(
        "account", "debits_cents = credits_cents + 1", "code = '{code}'"
    ),
    "account_under_its_cap": change("account", "held_cents = cap_cents", "code = '{code}'"),
    "account_figures_positive": change("account", "held_cents = -1", "code = '{code}'"),
    "account_raised_positive": change("account", "raised_cents = -1", "code = '{code}'"),
    "campaigns_account_code_key": again("account", "code = 'fund:patron:alone'"),
    "account_stays_itself": change("account", "is_guarded = false", "code = '{code}'"),
    "account_never_deleted": Attack(
        "DELETE FROM campaigns_account WHERE code = 'fund:patron:alone'"
    ),
    "account_never_emptied": Attack(
        "TRUNCATE campaigns_account CASCADE", ("entry_never_emptied", "movement_never_emptied")
    ),
    "entry_key_once": again("entry", "reverses_id IS NULL"),
    "entry_reversed_once": again("entry", "reverses_id IS NOT NULL", key="'other'"),
    "entry_append_only": change("entry", "source = 'other'"),
    "entry_never_emptied": Attack("TRUNCATE campaigns_entry CASCADE", ("movement_never_emptied",)),
    "movement_positive": again("movement", line="9", amount_cents="0"),
    "movement_between_two_accounts": again("movement", line="9", debit_id="credit_id"),
    "movement_append_only": change("movement", "amount_cents = amount_cents + 1"),
    "movement_never_emptied": Attack("TRUNCATE campaigns_movement"),
    "hold_positive": change("hold", "amount_cents = 0"),
    "hold_once_per_gift": again("hold"),
    "statement_not_negative": again(
        "statement", day="'2001-01-01'", number="99", digest="'x'", total_cents="-1"
    ),
    "campaigns_statement_day_key": again("statement", number="99", digest="'x'"),
    "campaigns_statement_number_key": again("statement", day="'2001-01-01'", digest="'x'"),
    "campaigns_statement_digest_key": again("statement", day="'2001-01-01'", number="99"),
    "statement_append_only": change("statement", "total_cents = 1"),
    "statement_never_emptied": Attack("TRUNCATE campaigns_statement"),
    # Gifts, their payments, what goes back, what the provider says.
    "gift_positive": change("gift", "amount_cents = 0"),
    "gift_to_a_campaign_or_the_fund": change("gift", "fund = 'fund:solidarity'"),
    "campaigns_gift_token_key": again("gift", reference="'D-2222-2222'"),
    "gift_reference_once": again("gift", token="gen_random_uuid()"),
    "payment_positive": change("payment", "amount_cents = 0"),
    "payment_checkout_once": again("payment", provider_payment="'other'"),
    "payment_at_provider_once": again("payment", checkout="'other'"),
    "refund_positive": change("refund", "amount_cents = 0"),
    "refund_once_per_cause": again("refund", provider_refund="'other'"),
    "refund_at_provider_once": again("refund", cause="'other'"),
    "inbox_event_once": again("inboxevent"),
    "campaigns_providerline_line_id_key": again("providerline"),
    # Ends.
    "settlement_once": again("settlement", "gift_id IS NULL"),
    "settlement_once_per_gift": again("settlement", "gift_id IS NOT NULL"),
    "settlement_takes_two_persons": change(
        "settlement", "first_by_id = {user}, second_by_id = {user}"
    ),
    "settlement_approved_before_it_runs": change("settlement", "state = 'running', wanted = 2"),
    "settlement_refusal_has_its_gift": change(
        "settlement", "kind = 'cancellation'", "gift_id IS NOT NULL"
    ),
    "settlement_exception_takes_two": change(
        "settlement", "is_exception = true, wanted = 0", "gift_id IS NOT NULL"
    ),
    # The bank.
    "bank_line_moves_something": change("bankline", "amount_cents = 0", "state = 'new'"),
    "bank_line_of_a_gift_names_it": change("bankline", "state = 'gift', payment_id = NULL"),
    "bank_line_that_left_is_no_gift": change("bankline", "state = 'aside', amount_cents = -5"),
    "campaigns_bankline_key_key": again("bankline"),
    "campaigns_bankstatement_digest_key": again("bankstatement"),
    "bank_statement_closes_on_a_day": change("bankstatement", "closing_cents = 5"),
    "payout_has_one_cause": change("payout", "campaign_id = NULL", "campaign_id IS NOT NULL"),
    "payout_one_at_a_time": again("payout", "campaign_id IS NOT NULL"),
    "payout_once_for_a_refund": again("payout", "refund_id IS NOT NULL"),
    "payout_once_for_a_line": again("payout", "line_id IS NOT NULL"),
    "payout_positive": change("payout", "amount_cents = 0"),
    "payout_two_persons": change("payout", "approved_by_id = prepared_by_id"),
    "payout_approved_before_sent": change("payout", "state = 'approved'"),
    "payout_sent_in_a_file": change("payout", "state = 'exported', approved_by_id = {other}"),
    "campaigns_payoutfile_message_id_key": again("payoutfile"),
    "bank_account_takes_two_persons": change(
        "bankaccount",
        "confirmed_by_id = proposed_by_id, confirmed_at = now(), usable_from = now()",
    ),
    "bank_account_confirmation_is_whole": change("bankaccount", "usable_from = now()"),
    "bank_account_waits_alone": again("bankaccount"),
    "correction_positive": change("linecorrection", "amount_cents = 0"),
    "correction_takes_two_persons": change("linecorrection", "approved_by_id = proposed_by_id"),
    "correction_approved_before_it_is_done": change(
        "linecorrection", "done_at = now(), wanted = 2"
    ),
    "correction_done_or_withdrawn": change(
        "linecorrection", "done_at = now(), withdrawn_at = now(), wanted = 1"
    ),
    "correction_waits_alone": again("linecorrection"),
    "provider_payout_positive": change("providerpayout", "amount_cents = 0"),
    "campaigns_providerpayout_payout_id_key": again("providerpayout", bank_line_id="NULL"),
    "campaigns_providerpayout_bank_line_id_key": again("providerpayout", payout_id="'other'"),
    "payout_part_once": again("payoutpart"),
    "payout_part_moves_something": change("payoutpart", "cents = 0"),
    # Solidarity, rules, receipts.
    "agreement_positive": change("agreement", "amount_cents = 0"),
    "agreement_ends_after_it_starts": change("agreement", "ends_on = starts_on - 1"),
    "endowment_positive": change("endowment", "amount_cents = 0"),
    "endowment_once_per_reference": again("endowment", line_id="NULL"),
    "campaigns_endowment_line_id_key": again("endowment", reference="'other'"),
    "boost_positive": change("boost", "amount_cents = 0"),
    "boost_approved_before_it_is_given": change("boost", "state = 'posted'"),
    "boost_takes_two_persons": change(
        "boost", "wants_two = true, approved_by_id = proposed_by_id"
    ),
    "boost_proposed_once": again("boost"),
    "release_positive": change("release", "amount_cents = 0"),
    "release_takes_two_persons": change("release", "approved_by_id = proposed_by_id"),
    "release_proposed_once": again("release"),
    "campaigns_policy_valid_from_key": again("policy"),
    "policy_commission_is_a_share": change("policy", "commission_percent = 21"),
    "policy_boost_is_a_share": change("policy", "boost_percent = 101"),
    "policy_gifts_in_order": change("policy", "least_gift_cents = largest_gift_cents + 1"),
    "receipt_number_once": again("receipt", gift_id="{other_gift}"),
    "receipt_once_per_gift": again("receipt", number="99"),
    "receipt_figures_positive": again(
        "receipt", gift_id="{other_gift}", number="99", amount_cents="0"
    ),
    "receipt_cancelled_has_reason": change("receipt", "cancelled_at = now()", "number = 1"),
    "campaigns_receipt_replaces_id_key": again(
        "receipt", "replaces_id IS NOT NULL", gift_id="{third_gift}", number="99"
    ),
    "receipt_stays": change("receipt", "donor_name = 'Other'"),
}  # fmt: skip

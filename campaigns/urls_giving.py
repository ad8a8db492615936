"""Addresses of gifts below /dons/, on the national site alone."""

from django.urls import path

from campaigns.views import gift_messages, gifts, giving, receipts, transfers

app_name = "giving"
urlpatterns = [
    path("", gifts.mine, name="mine"),
    path("liens/<str:token>/", gifts.by_link, name="by_link"),
    path("fonds/", giving.amount, name="give_fund"),
    path("fonds/vous/", giving.who, name="who_fund"),
    path("fonds/code/", giving.code, name="code_fund"),
    path("fonds/payer/", giving.pay, name="pay_fund"),
    path("projet/<slug:slug>/", giving.amount, name="give"),
    path("projet/<slug:slug>/vous/", giving.who, name="who"),
    path("projet/<slug:slug>/code/", giving.code, name="code"),
    path("projet/<slug:slug>/payer/", giving.pay, name="pay"),
    path("<uuid:key>/", gifts.gift, name="gift"),
    path("<uuid:key>/recommencer/", gifts.again, name="again"),
    path("<uuid:key>/recu/", receipts.ask, name="ask_receipt"),
    path("<uuid:key>/recu.pdf", receipts.donor_pdf, name="receipt"),
    path("<uuid:key>/message/", gift_messages.from_donor, name="message"),
    path("<uuid:key>/choix/", gifts.choose, name="choose"),
    path("<uuid:key>/virement/annuler/", transfers.cancel, name="cancel_transfer"),
    path("<uuid:key>/virement/montant/", transfers.correct, name="correct_transfer"),
]

"""Addresses of the staff's desk, below /admin/projets/ of the national site."""

from django.urls import path

from campaigns.views import (
    bank,
    boosts,
    envelopes_desk,
    patrons_desk,
    payouts,
    provider_payouts,
    reconciliation,
    review,
    settlements,
    structure_desk,
    words,
)

app_name = "proposals"
urlpatterns = [
    path("", review.queue, name="queue"),
    path("reglements/", settlements.index, name="settlements"),
    path("reglements/<uuid:pk>/", settlements.settlement, name="settlement"),
    path("rapprochement/", reconciliation.index, name="reconciliation"),
    path("rapprochement/versements/", provider_payouts.index, name="provider_payouts"),
    path("rapprochement/versements/<int:pk>/", provider_payouts.payout, name="provider_payout"),
    path("virements/", bank.index, name="bank"),
    path("virements/fichier/", bank.read, name="bank_file"),
    path("virements/surs/", bank.confirm_sure, name="bank_sure"),
    path("virements/corrections/", bank.correction, name="bank_correction"),
    path("virements/demonstration/", bank.demonstration, name="bank_demonstration"),
    path("versements/", payouts.index, name="payouts"),
    path("versements/<int:pk>/", payouts.file, name="payout_file"),
    path("mots/", words.moderate, name="words"),
    path("structures/", structure_desk.index, name="structures"),
    path("structures/<uuid:pk>/", structure_desk.show, name="structure"),
    path("abondements/", boosts.index, name="boosts"),
    path("enveloppes/", envelopes_desk.index, name="envelopes"),
    path("mecenes/", patrons_desk.index, name="patrons"),
    path("mecenes/nouveau/", patrons_desk.patron, name="new_patron"),
    path("mecenes/<uuid:pk>/", patrons_desk.patron, name="patron"),
    path("mecenes/<uuid:pk>/convention/", patrons_desk.new_agreement, name="new_agreement"),
    path("conventions/<uuid:pk>/", patrons_desk.agreement, name="agreement"),
    path("conventions/<uuid:pk>/versement/", patrons_desk.endow, name="endow"),
    path("regles/", patrons_desk.rules, name="rules"),
    path("<uuid:pk>/", review.review, name="review"),
    path("<uuid:pk>/abondement/", boosts.campaign, name="boost"),
    path("<uuid:pk>/argent/", settlements.money, name="money"),
]

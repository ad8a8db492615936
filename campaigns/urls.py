"""Addresses of projects below /mes-projets/, on the national site alone."""

from django.urls import path

from campaigns.views import (
    board,
    cancellation,
    gift_messages,
    handover,
    posts,
    preview,
    proposal,
    receipts,
    refusals,
    structure_gifts,
    structures,
)

app_name = "projects"
urlpatterns = [
    path("", proposal.index, name="index"),
    path("nouveau/", proposal.start, name="start"),
    path("apercu/<str:token>/", preview.preview, name="preview"),
    path("postes/", posts.index, name="posts"),
    path("postes/activer/<str:token>/", posts.activate, name="activate_post"),
    path("postes/<uuid:pk>/", posts.read, name="answer"),
    path("postes/<uuid:pk>/attester/", posts.attest, name="attest"),
    path("postes/<uuid:pk>/dons/", refusals.gifts, name="gifts"),
    path("structures/", structures.index, name="structures"),
    path("structures/<uuid:pk>/", structures.show, name="structure"),
    path("structures/<uuid:pk>/dons/", structure_gifts.index, name="structure_gifts"),
    path("structures/<uuid:pk>/dons.csv", structure_gifts.statement, name="statement"),
    path("structures/<uuid:pk>/recus/", receipts.index, name="receipts"),
    path("recus/<uuid:pk>/", receipts.receipt, name="receipt"),
    path("recus/<uuid:pk>/recu.pdf", receipts.receipt_pdf, name="receipt_pdf"),
    path("documents/<uuid:pk>/", structures.document, name="document"),
    path("reprendre/<str:token>/", handover.take, name="take"),
    path("<uuid:pk>/", proposal.project, name="project"),
    path("<uuid:pk>/envoyer/", proposal.send, name="send"),
    path("<uuid:pk>/valider/", proposal.validate, name="validate"),
    path("<uuid:pk>/rouvrir/", proposal.reopen, name="reopen"),
    path("<uuid:pk>/retirer/", proposal.withdraw, name="withdraw"),
    path("<uuid:pk>/copier/", proposal.duplicate, name="duplicate"),
    path("<uuid:pk>/transmettre/", handover.offer, name="offer"),
    path("<uuid:pk>/bord/", board.board, name="board"),
    path("<uuid:pk>/realise/", board.complete, name="complete"),
    path("<uuid:pk>/donateurs.csv", board.donors, name="donors"),
    path("<uuid:pk>/messages/", gift_messages.index, name="messages"),
    path("<uuid:pk>/annuler/", cancellation.cancel, name="cancel"),
    path("<uuid:pk>/images/", board.pictures, name="pictures"),
    path("nouvelles/<uuid:pk>/retirer/", board.forget_update, name="forget_update"),
    path("images/<uuid:pk>/retirer/", board.forget_picture, name="forget_picture"),
    path("<uuid:pk>/<slug:name>/", proposal.step, name="step"),
]

"""Reactions to what allauth writes: in its transaction, so that none is lost."""

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.models import User

ADDED: dict[str, Promise] = {
    Authenticator.Type.TOTP: _("An authenticator app was added."),
    Authenticator.Type.WEBAUTHN: _("A security key was added."),
}
REMOVED: dict[str, Promise] = {
    Authenticator.Type.TOTP: _("The authenticator app was removed."),
    Authenticator.Type.WEBAUTHN: _("A security key was removed."),
}


@receiver(post_save, sender=Authenticator)
def factor_added(instance: Authenticator, *, created: bool, **_kwargs: object) -> None:
    if created and instance.type in ADDED:
        _tell(instance, ADDED[instance.type])


@receiver(post_delete, sender=Authenticator)
def factor_removed(instance: Authenticator, **_kwargs: object) -> None:
    if instance.type in REMOVED:
        _tell(instance, REMOVED[instance.type])


def _tell(authenticator: Authenticator, what: Promise) -> None:
    # Read again: an account being closed is told of nothing.
    user = User.objects.filter(pk=authenticator.user_id, is_active=True).first()
    if user is not None:
        mails.second_factor_changed(user, what)

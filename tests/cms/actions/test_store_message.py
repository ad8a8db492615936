import pytest
from django.db import transaction

from cms.actions.store_message import store_message
from cms.models import Message, MessageKind, SiteSettings
from tenants.models import Mail


def test_a_message_that_is_rolled_back_sends_nothing(aisne):
    SiteSettings.objects.update(contact_email="equipe@example.org")

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012  a crash after the change
        store_message(kind=MessageKind.CONTACT, subject="a", body="b")
        raise ZeroDivisionError

    assert not Message.objects.exists()
    assert not Mail.objects.exists()


def test_a_site_without_an_address_keeps_the_message(aisne):
    SiteSettings.objects.update(contact_email="")

    store_message(kind=MessageKind.CONTACT, subject="a", body="b")

    assert Message.objects.waiting().count() == 1

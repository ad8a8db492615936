import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from kernel.checks import check_personal_data, is_covered, personal_fields
from kernel.ports import Port, personal_data


class Provider:
    per_tenant = False

    def __init__(self, name, covers=()):
        self.name, self.covers = name, frozenset(covers)

    def export(self, person):
        return []

    def anonymise(self, person):
        return []


def test_providers_come_back_in_order():
    port = Port("things")
    first, second = port.register(Provider("a")), port.register(Provider("b"))

    assert list(port) == [first, second]
    assert port.first() is first


def test_two_classes_cannot_share_a_name():
    port = Port("things")
    port.register(Provider("a"))

    with pytest.raises(ValueError, match="two providers of things"):
        port.register(type("Other", (Provider,), {})("a"))


def test_patterns_cover_models():
    assert is_covered("wagtailcore.revision", ["wagtailcore.*"])
    assert not is_covered("cms.newspage", ["wagtailcore.*", "cms.news"])


def test_a_personal_model_without_provider_is_an_error():
    user = get_user_model()
    kept = list(personal_data)
    for provider in kept:
        personal_data.forget(provider.name)
    try:
        found = check_personal_data([apps.get_app_config(user._meta.app_label)])
        personal_data.register(Provider("test", {f"{user._meta.app_label}.*"}))
        covered = check_personal_data([apps.get_app_config(user._meta.app_label)])
    finally:
        personal_data.forget("test")
        for provider in kept:
            personal_data.register(provider)

    assert user in [error.obj for error in found]
    assert all(error.id == "kernel.E001" for error in found)
    assert covered == []


def test_keys_to_people_and_addresses_are_personal():
    content_type = apps.get_model("contenttypes", "ContentType")

    assert personal_fields(get_user_model())
    assert personal_fields(content_type) == []

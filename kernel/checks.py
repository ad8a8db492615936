"""System checks on the contracts of ``kernel.ports``."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, register
from django.db import models

from kernel.ports import personal_data


def personal_fields(model: type[models.Model]) -> list[str]:
    """Return the fields that tie a row to a person: keys to the user model, e-mail addresses."""
    user_model = get_user_model()
    if model is user_model:
        return [model._meta.pk.name]
    found = []
    for field in model._meta.get_fields(include_parents=False):
        if not getattr(field, "concrete", False) or getattr(field, "parent_link", False):
            continue
        to_user = (
            field.is_relation
            and field.related_model is not None
            and field.related_model is user_model
        )
        if to_user or isinstance(field, models.EmailField):
            found.append(field.name)
    return found


def is_covered(label: str, patterns: Iterable[str]) -> bool:
    """Say whether one of the patterns answers for a model's label (``app.model``, lower case)."""
    return any(fnmatchcase(label, pattern.lower()) for pattern in patterns)


@register("kernel", deploy=True)  # in `make check`: a missing provider must not stop a migration
def check_personal_data(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Somebody must export and anonymise each model keyed to a person or holding an e-mail."""
    wanted = {config.label for config in app_configs} if app_configs else None
    patterns = [pattern for provider in personal_data for pattern in provider.covers]
    return [
        Error(
            f"{model._meta.label} holds personal data ({', '.join(fields)}) "
            "that no PersonalData provider covers.",
            hint="Add its label to `covers` of a provider in kernel.ports.personal_data, "
            "and answer for it in export() and anonymise().",
            obj=model,
            id="kernel.E001",
        )
        for model in apps.get_models()
        if (wanted is None or model._meta.app_label in wanted)
        and not model._meta.proxy
        and model._meta.managed
        and (fields := personal_fields(model))
        and not is_covered(model._meta.label_lower, patterns)
    ]

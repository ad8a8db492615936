"""What follows from a saved structure or target school: its entry in the catalogue, and others."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from search import registry
from tenants.context import in_public
from tne_sites.actions.hold_places import SOURCE as WORKSHOPS
from tne_sites.models import Structure, TargetSchool


def structure_changed(instance: Structure, **_: Any) -> None:
    if not in_public():
        registry.refresh("structures", str(instance.pk))


def organiser_changed(instance: Structure, **_: Any) -> None:
    """Its workshops say who organises them, in their cards and among their words."""
    if not in_public():
        ahead = instance.workshops.listed(timezone.now())
        registry.refresh_many(WORKSHOPS, [str(key) for key in ahead.values_list("key", flat=True)])


def target_changed(instance: TargetSchool, **_: Any) -> None:
    if not in_public():
        registry.refresh("target_schools", instance.uai)


def connect() -> None:
    """Called when the app starts; receivers are known by name, so that twice is once."""
    for model, receiver in ((Structure, structure_changed), (TargetSchool, target_changed)):
        for signal in (post_save, post_delete):
            name = f"tne-{model.__name__}-{receiver.__name__}"
            signal.connect(receiver, sender=model, dispatch_uid=name)
    # A structure that has workshops is never deleted.
    post_save.connect(organiser_changed, sender=Structure, dispatch_uid="tne-organiser-changed")

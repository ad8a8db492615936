"""Who comes to the workshops of a department: planted among what no other site may show."""

from datetime import timedelta

from django.utils import timezone

from tne_sites.actions.admit_organiser import admit_organiser
from tne_sites.actions.change_workshop import publish_workshop
from tne_sites.models import (
    Call,
    Registration,
    Structure,
    Workshop,
    WorkshopImport,
    WorkshopMessage,
    WorkshopSeries,
)


def plant(word: str, email: str, by: object) -> str:
    """Write a public workshop with private people, then a draft; return the key of its series."""
    at = timezone.now()
    structure = Structure.objects.create(name="Maison ouverte", contact_name=word)
    series = WorkshopSeries.objects.create(title="Une série ouverte")
    start = at + timedelta(days=3)
    shared = {"organiser": structure, "starts_at": start, "ends_at": start + timedelta(hours=2)}
    workshop = Workshop.objects.create(
        title="Un atelier ouvert",
        slug="atelier-ouvert",
        series=series,
        planned_on=start.date(),
        mode="online",
        online_url=f"https://visio.example/{word}",
        **shared,
    )
    publish_workshop(workshop_id=workshop.pk, at=at)
    Workshop.objects.create(title=f"{word} brouillon", slug=f"{word}-2", **shared)
    _people(workshop, word, email)
    admit_organiser(structure=structure, email=email, by=by)
    WorkshopImport.objects.create(key=series.key, file_name=word, rows=[_row(word)])
    return str(series.key)


def _people(workshop: Workshop, word: str, email: str) -> None:
    at = timezone.now()
    row = Registration.objects.create(
        workshop=workshop, name=word, email=email, needs=word, created_at=at
    )
    Call.objects.create(registration=row, reason="message", text=word, created_at=at)
    WorkshopMessage.objects.create(workshop=workshop, subject=word, body=word, sent_at=at)


def _row(word: str) -> dict[str, object]:
    return {"number": 2, "values": {"title": word}, "errors": [["titre", word]]}

"""Calendar files, read by two libraries that know nothing of ours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.tne_sites.factories import NOW, StructureFactory, WorkshopFactory
from tne_sites import calendars
from tne_sites.actions.change_workshop import cancel_workshop, change_workshop
from tne_sites.domain.recurrence import at_local
from tne_sites.models import Workshop, WorkshopSeries

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def events(content: bytes) -> dict[str, dict]:
    """Read with both, which must agree."""
    first = {
        str(event["uid"]): {
            "start": event.decoded("dtstart"),
            "end": event.decoded("dtend"),
            "status": str(event["status"]),
            "sequence": int(event["sequence"]),
            "summary": str(event["summary"]),
        }
        for event in Calendar.from_ical(content).walk("VEVENT")
    }
    second = {
        event.uid: {
            "start": event.dtstart,
            "end": event.dtend,
            "status": event.status.value,
            "sequence": event.sequence,
            "summary": event.summary,
        }
        for event in IcsCalendarStream.calendar_from_ics(content.decode()).events
    }
    assert first == second
    return first


def series(days: list[date]) -> list[Workshop]:
    organiser, made = StructureFactory(), WorkshopSeries.objects.create(title="Cafés")
    return [
        WorkshopFactory(
            organiser=organiser,
            series=made,
            planned_on=day,
            starts_at=at_local(day, time(18), PARIS),
        )
        for day in days
    ]


def read(client, path: str) -> dict[str, dict]:
    response = client.get(path, headers={"host": "aisne.trousse.localhost"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return events(response.content)


def test_one_workshop_has_a_uid_that_survives_every_change(aisne, client) -> None:
    workshop = WorkshopFactory(title="Été, écrans; et « nous »")
    path = f"/ateliers/{workshop.pk}/agenda.ics"

    before = read(client, path)
    start = workshop.starts_at + timedelta(days=1)
    fields = {"starts_at": start, "ends_at": start + timedelta(hours=1)}
    change_workshop(workshop_id=workshop.pk, fields=fields, at=NOW)
    after = read(client, path)

    assert before.keys() == after.keys() == {calendars.uid(workshop)}
    event = after[calendars.uid(workshop)]
    assert (event["start"], event["sequence"], event["status"]) == (start, 1, "CONFIRMED")
    assert event["summary"] == "Été, écrans; et « nous »"


def test_a_series_with_one_moved_and_one_cancelled_date(aisne, client) -> None:
    rows = series([date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)])
    moved = {
        "starts_at": rows[1].starts_at + timedelta(hours=2),
        "ends_at": rows[1].ends_at + timedelta(hours=2),
    }
    change_workshop(workshop_id=rows[1].pk, fields=moved, at=NOW)
    cancel_workshop(workshop_id=rows[2].pk, reason="Grève", at=NOW)

    found = read(client, f"/ateliers/series/{rows[0].series.key}/agenda.ics")

    shown = [found[calendars.uid(row)] for row in rows]
    assert [event["sequence"] for event in shown] == [0, 1, 1]
    assert [event["status"] for event in shown] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert shown[1]["start"] == datetime(2026, 12, 8, 19, tzinfo=UTC)


def test_six_in_the_evening_stays_so_over_the_change_of_clocks(aisne, client) -> None:
    rows = series([date(2026, 12, 1), date(2027, 3, 23), date(2027, 3, 30)])

    found = read(client, f"/ateliers/series/{rows[0].series.key}/agenda.ics")

    starts = [found[calendars.uid(row)]["start"].astimezone(PARIS) for row in rows]
    assert [start.time() for start in starts] == [time(18)] * 3
    assert [start.utcoffset() for start in starts] == [timedelta(hours=h) for h in (1, 1, 2)]


def test_the_feed_has_coming_and_cancelled_workshops_and_no_draft(aisne, client) -> None:
    coming = WorkshopFactory(starts_at=datetime(2036, 1, 1, tzinfo=UTC))
    cancelled = WorkshopFactory(
        starts_at=datetime(2036, 1, 2, tzinfo=UTC), state="cancelled", cancelled_at=NOW
    )
    WorkshopFactory(state="draft", starts_at=datetime(2036, 1, 3, tzinfo=UTC))

    found = read(client, "/ateliers/agenda.ics")

    assert found.keys() == {calendars.uid(coming), calendars.uid(cancelled)}
    assert found[calendars.uid(cancelled)]["status"] == "CANCELLED"


def test_long_lines_are_folded_and_the_link_to_join_is_not_public(aisne, client) -> None:
    workshop = WorkshopFactory(
        mode="online", online_url="https://visio.example/secret", summary="é" * 200
    )

    path = f"/ateliers/{workshop.pk}/agenda.ics"
    content = client.get(path, headers={"host": "aisne.trousse.localhost"}).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"visio.example" not in content

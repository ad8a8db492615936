"""Captions, calendars, and pieces of recordings."""

from datetime import UTC, datetime

from icalendar import Calendar

from resources.models import BeliefPage
from tests.resources.factories import CAPTIONS, make_belief, make_video

HOST = {"host": "trousse.localhost"}


def get(client, path, **headers):
    return client.get(path, headers={**HOST, **headers})


def test_captions_are_served_while_the_page_is_published(national, client):
    page = make_video()
    path = f"/sous-titres/{page.pk}.vtt"

    answer = get(client, path)
    page.unpublish()

    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.content.decode() == CAPTIONS
    assert get(client, path).status_code == 404


def test_a_conference_goes_into_a_calendar(national, client):
    starts = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
    page = make_belief(
        "Les jeunes et l’écran", conference_starts_at=starts, conference_place="En ligne"
    )
    path = f"/conferences/{page.translation_key}.ics"

    first = Calendar.from_ical(get(client, path).content).events[0]
    page.conference_place = "Salle des fêtes"
    page.save_revision().publish()
    again = Calendar.from_ical(get(client, path).content).events[0]

    assert first["dtstart"].dt == starts
    assert first["dtend"].dt > starts
    assert first["summary"] == "Les jeunes et l’écran"
    assert again["uid"] == first["uid"]
    assert again["location"] == "Salle des fêtes"


def test_a_calendar_knows_the_later_of_two_publications_of_one_minute(national, client):
    page = make_belief(conference_starts_at=datetime(2026, 12, 8, 17, 0, tzinfo=UTC))
    said = []

    for second in (5, 6):
        published = datetime(2026, 11, 20, 9, 30, second, tzinfo=UTC)
        BeliefPage.objects.filter(pk=page.pk).update(last_published_at=published)
        answer = get(client, f"/conferences/{page.translation_key}.ics")
        said.append(Calendar.from_ical(answer.content).events[0]["sequence"])

    assert said[0] < said[1]


def test_no_calendar_without_a_date(national, client):
    page = make_belief()

    assert get(client, f"/conferences/{page.translation_key}.ics").status_code == 404


def test_a_player_may_ask_for_a_piece(national, client):
    recording = make_video().recording
    size = recording.file_size

    whole = get(client, recording.url)
    piece = get(client, recording.url, Range="bytes=4-7")
    end = get(client, recording.url, Range="bytes=-10")
    beyond = get(client, recording.url, Range=f"bytes={size}-")

    assert whole["Accept-Ranges"] == "bytes"
    assert len(whole.getvalue()) == size
    assert (piece.status_code, piece.getvalue()) == (206, b"ftyp")
    assert piece["Content-Range"] == f"bytes 4-7/{size}"
    assert len(end.getvalue()) == 10
    assert beyond.status_code == 416

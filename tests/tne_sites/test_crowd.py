"""Two hundred people want fifteen places at the same moment, from several processes."""

import json
import os
import subprocess
import sys
from collections import Counter
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from tenants.context import enter
from tenants.models import Mail
from tests.tne_sites.views.test_finder import publish
from tne_sites.domain.states import RegistrationState
from tne_sites.models import Registration, Workshop

PROCESSES, PEOPLE_EACH, PLACES = 4, 50, 15

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.both_databases]


def crowd(workshop: Workshop) -> Counter:
    given = connection.settings_dict
    secret = f":{given['PASSWORD']}" if given.get("PASSWORD") else ""
    at = f"{given['USER']}{secret}@"
    url = f"postgresql://{at}/{given['NAME']}?host={quote(given['HOST'] or '', safe='')}"
    if given.get("PORT"):
        url += f"&port={given['PORT']}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    start = "import django; django.setup(); from tests.tne_sites.crowd import main; main"
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"{start}({workshop.pk}, {workshop.slug!r}, {turn * PEOPLE_EACH}, {PEOPLE_EACH})",
            ],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for turn in range(PROCESSES)
    ]
    answers: Counter = Counter()
    for process in started:
        said, _ = process.communicate(timeout=1200)
        answers.update(json.loads(said.strip().splitlines()[-1]))
    return answers


def test_two_hundred_people_on_fifteen_places() -> None:
    with enter("tne_02"):
        with transaction.atomic():
            workshop = publish(capacity=PLACES)

        answers = crowd(workshop)

        rows = list(Registration.objects.order_by("pk").values_list("state", flat=True))
        workshop.refresh_from_db()
    people = PROCESSES * PEOPLE_EACH
    assert answers == {"302": people}
    assert rows == [RegistrationState.CONFIRMED] * PLACES + [RegistrationState.WAITING] * (
        people - PLACES
    )
    assert workshop.places_taken == PLACES
    assert Mail.objects.filter(kind="workshops.confirmed").count() == PLACES
    assert Mail.objects.filter(kind="workshops.waiting").count() == people - PLACES

"""One process of a crowd that registers for a workshop through HTTP, all at the same moment."""

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from tests.cms.factories import stamp_of

THREADS = 10


def register(address: str, number: int) -> int:
    fields = {
        "name": f"Parent {number}",
        "email": f"parent{number}@example.org",
        "party": "1",
        "stamp": stamp_of(),
    }
    client = Client(headers={"host": "aisne.trousse.localhost"}, raise_request_exception=False)
    try:
        return client.post(address, fields, REMOTE_ADDR=f"10.0.{number // 50}.{number}").status_code
    finally:
        connection.close()


def main(pk: int, slug: str, first: int, people: int) -> None:
    """Write how many answers had which status; Django is set up by the caller."""
    setup_test_environment()
    numbers = range(first, first + people)
    address = f"/ateliers/{pk}/{slug}/inscription/"
    with ThreadPoolExecutor(THREADS) as crowd:
        found = crowd.map(lambda number: register(address, number), numbers)
    sys.stdout.write(json.dumps(Counter(found)))

"""A process that answers page requests in a loop, told what to do line by line.

    {"path": "/actualites/", "times": 50}  ->  {"seconds": 0.41, "queries": 12, "status": 200}

Started twice with different settings, so that two ways of serving alternate in one run.
"""

import json
import os
import sys
import time

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.memory import with_room

HOST = os.environ["BENCH_HOST"]


def answer(path: str, times: int, keep: int) -> dict[str, float]:
    settings.PAGE_CACHE_SECONDS = keep
    get = with_room(Client(headers={"host": HOST}).get)  # as in config/wsgi.py
    get(path)  # caches of templates and menus are warm in real life too
    with CaptureQueriesContext(connection) as queries:
        status = get(path).status_code
    number = len(queries)  # the next request empties the log
    started = time.perf_counter()
    for _ in range(times):
        get(path)
    return {"seconds": time.perf_counter() - started, "queries": number, "status": status}


for line in sys.stdin:
    print(json.dumps(answer(**json.loads(line))), flush=True)

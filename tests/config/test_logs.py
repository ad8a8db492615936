import json
import logging
import sys

from django.db import connection
from django.test import RequestFactory

from config.logs import JsonFormatter, MaskingFormatter
from kernel.http import request_id
from tenants.context import enter


def line(message, *arguments, **extra):
    record = logging.getLogger("test").makeRecord(
        "test",
        logging.ERROR,
        __file__,
        1,
        message,
        arguments,
        extra.pop("exc_info", None),
        extra=extra,
    )
    return json.loads(JsonFormatter().format(record))


def test_a_line_is_json_with_its_request():
    token = request_id.set("abc")
    written = line("Sent %s", 5)
    request_id.reset(token)

    assert written["message"] == "Sent 5"
    assert written["level"] == "error"
    assert written["request"] == "abc"
    assert written["site"] == connection.schema_name == "public"
    assert "request" not in line("Later")


def test_a_line_says_its_site(db):
    with enter("tne_02"):
        assert line("x")["site"] == "tne_02"


def test_no_address_is_written():
    try:
        int("jean@example.org")
    except ValueError:
        written = line("to %s", "jean@example.org", exc_info=sys.exc_info(), to="jean@example.org")

    assert "jean" not in json.dumps(written)
    assert "ValueError" in written["error"]


def test_requests_given_to_the_log_stay_out_of_it():
    assert "request" not in line("x", request=RequestFactory().get("/?email=jean@example.org"))


def test_a_terminal_is_masked_too():
    record = logging.makeLogRecord({"msg": "to jean@example.org", "levelname": "INFO"})

    assert "jean" not in MaskingFormatter("{message}", style="{").format(record)

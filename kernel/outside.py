"""Connections that leave the platform: to public addresses alone, judged and used in one go.

A name is resolved once and the connection made to the address that was judged: a name that changes
its mind between the two leads nowhere.
"""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Mapping

from django.utils.encoding import iri_to_uri

from kernel import addresses
from kernel.addresses import UnreachableAddress

# The first line of an answer, after those that only announce it (100, 103).
STATUS = re.compile(rb"(?:\A|\r\n\r\n)HTTP/1\.[01] ([2-5][0-9]{2})[ \r]")
LONGEST = 16 * 1024


def connect(host: str, port: int, *, seconds: float, is_secret: bool) -> socket.socket:
    """Open a socket to a public address; or raise UnreachableAddress, or OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(row[4][0]) for row in found))
    if not numbers or not all(addresses.is_public(number) for number in numbers):
        raise UnreachableAddress("a private address")
    plain = _open(numbers, port, seconds)
    if not is_secret:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float) -> int:
    """Send a body to a public address and return the status; follow nothing, read no answer."""
    parts = addresses.check(url)
    host, is_secret = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secret else 80)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = connect(host, port, seconds=seconds, is_secret=is_secret)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", iri_to_uri(path), body=body, headers=dict(headers))
        return _status(connection.sock, time.monotonic() + seconds)
    finally:
        connection.close()


def _open(numbers: list[str], port: int, seconds: float) -> socket.socket:
    """Try each address in turn: a machine without IPv6 reaches the others."""
    *others, last = numbers
    for number in others:
        try:
            return socket.create_connection((number, port), timeout=seconds)
        except OSError:
            continue
    return socket.create_connection((last, port), timeout=seconds)


def _status(answering: socket.socket, until: float) -> int:
    """Read no more than says how it went: who answers letter by letter holds nobody."""
    said = b""
    while not (found := STATUS.search(said)):
        answering.settimeout(max(until - time.monotonic(), 0.001))
        more = answering.recv(4096)
        said += more
        if not more or len(said) > LONGEST:
            raise http.client.BadStatusLine("no answer in HTTP")
    return int(found[1])

"""Connections that leave the platform: to public addresses alone, judged and used in one go.

A name is resolved once and the connection made to the address that was judged: a name that changes
its mind between the two leads nowhere.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping

from kernel import addresses
from kernel.addresses import UnreachableAddress


def connect(host: str, port: int, *, seconds: float, is_secret: bool) -> socket.socket:
    """Open a socket to a public address; or raise UnreachableAddress, or OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(row[4][0]) for row in found]
    if not numbers or not all(addresses.is_public(number) for number in numbers):
        raise UnreachableAddress("a private address")
    plain = socket.create_connection((numbers[0], port), timeout=seconds)
    if not is_secret:
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float) -> int:
    """Send a body to a public address and return the status; follow nothing, read no answer."""
    parts = addresses.check(url)
    host, is_secret = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secret else 80)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = connect(host, port, seconds=seconds, is_secret=is_secret)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()

"""Finding a free port on this machine."""

import socket

HOST = "127.0.0.1"
TRIES = 50


class NoPortError(Exception):
    """Every port that was tried is in use."""


def is_free(port: int) -> bool:
    """Whether nobody answers on the port and it can be bound.

    Both are asked: on macOS a bind to 127.0.0.1 succeeds beside a server on all addresses, and a
    browser may take a server on ::1 for ours.
    """
    for family, host in ((socket.AF_INET, HOST), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as asked:
                asked.settimeout(1)
                if asked.connect_ex((host, port)) == 0:
                    return False
        except OSError:
            continue  # no IPv6 here
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, port))
        except OSError:
            return False
    return True


def first_free(wanted: int) -> int:
    """The wanted port, or the next free one above it."""
    for port in range(wanted, min(wanted + TRIES, 65_536)):
        if is_free(port):
            return port
    message = f"No port is free between {wanted} and {wanted + TRIES - 1}."
    raise NoPortError(message)

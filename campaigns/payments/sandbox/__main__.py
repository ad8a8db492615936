"""Run the sandbox until it is stopped."""

import argparse
import contextlib
import signal
import sys
from pathlib import Path

from campaigns.payments.sandbox.server import make


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m campaigns.payments.sandbox")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--deliver-to", default="")
    parser.add_argument("--host", default="", help="the site’s name, where its address has none")
    given = parser.parse_args()
    server, _bank, _postman = make(
        state=given.state, deliver_to=given.deliver_to, port=given.port, host=given.host
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


main()

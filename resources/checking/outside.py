"""The web itself, asked with care: public addresses only, at each step of a redirection.

A name is resolved once and the connection made to the address that was judged: a name that changes
its mind between the two leads nowhere.
"""

import http.client
from urllib.parse import SplitResult, urljoin

from kernel import addresses
from kernel.addresses import UnreachableAddress
from kernel.outside import connect
from resources.domain.links import FOR_EVER, Answer

SECONDS = 10
MOST_STEPS = 5
REDIRECTS = {301, 302, 303, 307, 308}
AGENT = "Trousse link check (+https://trousse.example/ressources/liens/)"


class OutsideWeb:
    """Follows redirections itself; reads no body."""

    def ask(self, url: str) -> Answer:
        here, moved_to, is_for_ever = url, "", True
        try:
            for _step in range(MOST_STEPS):
                status, location = _open(addresses.check(here))
                if status not in REDIRECTS or not location:
                    return Answer(status=status, moved_to=moved_to)
                here = urljoin(here, location)
                # A page that moved for one day keeps its address.
                is_for_ever = is_for_ever and status in FOR_EVER
                moved_to = here if is_for_ever else moved_to
        except UnreachableAddress as error:
            return Answer(problem=str(error))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answer(problem=f"{type(error).__name__}: {error}"[:200])
        return Answer(problem="too many redirections")


def _open(parts: SplitResult) -> tuple[int, str]:
    """Ask for one address; return its status and where it sends, if it does."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = connect(host, port, seconds=SECONDS, is_secret=parts.scheme == "https")
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        connection.close()

"""What a donor has filled in so far: kept in the session, between the three steps of a gift."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from campaigns.codes import CODE_LIFE, MOST_TRIES, is_code, new_digits, print_of

KEY, MOST = "giving", 5


class Basket:
    """One gift being prepared; a donor may prepare several, each for its own project."""

    def __init__(self, request: HttpRequest, target: str) -> None:
        self.session, self.target = request.session, target or "fund"

    @property
    def data(self) -> dict[str, Any]:
        found = self.session.get(KEY, {}).get(self.target, {})
        return dict(found)

    def keep(self, **values: Any) -> None:
        """Add to what is known; the oldest baskets make room."""
        baskets = dict(self.session.get(KEY, {}))
        known = baskets.pop(self.target, {})
        baskets[self.target] = known | values
        self.session[KEY] = dict(list(baskets.items())[-MOST:])

    def forget(self) -> None:
        baskets = dict(self.session.get(KEY, {}))
        if baskets.pop(self.target, None) is not None:
            self.session[KEY] = baskets

    # --- The address is proven by a code ----------------------------------------------------------

    @property
    def is_proven(self) -> bool:
        return bool(self.data.get("email")) and self.data.get("proven") == self.data["email"]

    def new_code(self, at: datetime) -> str:
        """Make six digits for the address given; what is kept does not tell them."""
        code = new_digits()
        until = (at + CODE_LIFE).timestamp()
        self.keep(code=print_of(code, self.data["email"]), code_until=until, code_tries=0)
        return code

    def try_code(self, code: str, at: datetime) -> bool:
        """Prove the address; five wrong tries end a code."""
        data = self.data
        tries = int(data.get("code_tries", 0))
        if tries >= MOST_TRIES or at.timestamp() > data.get("code_until", 0):
            return False
        self.keep(code_tries=tries + 1)
        if not is_code(data.get("code", ""), code, data["email"]):
            return False
        self.keep(proven=data["email"], code="", is_new=True)
        return True

    def use_new_proof(self) -> bool:
        """Say whether the address was proven since the last payment was begun; once."""
        is_new = bool(self.data.get("is_new"))
        self.keep(is_new=False)
        return is_new

"""Who people are, in `public`: the same person on every site."""

from accounts.models.user import User

__all__ = ["User"]

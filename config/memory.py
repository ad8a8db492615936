"""Room for deep calls: a page is a hundred of them, one inside the other."""

from collections.abc import Callable

SLOTS = 32 * 1024


def with_room[**P, R](call: Callable[P, R]) -> Callable[P, R]:
    """Give what is called from here a stack in one piece.

    Python maps its stack in pieces of 16 KB and unmaps one as soon as it is left: a loop that goes
    to and fro over an edge, deep in a template, maps one each time. One page did so 240 times,
    which was a fifth of its time. The piece of a function with room for many values is large, and
    is left when the page is done.
    """

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy

import resource

from config.memory import with_room

TIMES = 200


def down(depth: int) -> int:
    return depth and down(depth - 1)


def faults() -> int:
    """Count how often the system had to give a page of memory to calls that go deep and return."""
    down(400)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(TIMES):
        down(400)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_deep_calls_in_a_room_ask_the_system_for_nothing() -> None:
    assert faults() > TIMES
    assert with_room(faults)() < TIMES / 10


def test_arguments_results_and_errors_pass() -> None:
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(dict)(a=1) == {"a": 1}

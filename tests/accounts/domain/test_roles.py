from hypothesis import given, strategies as st

from accounts.domain.roles import (
    DEPARTMENT_TEAM,
    EVERYWHERE,
    Holding,
    Place,
    RoleKind,
    Scope,
    fits,
    manageable_kinds,
    may_manage,
)

AISNE, VOSGES = Place(Scope.DEPARTMENT, "tne_02"), Place(Scope.DEPARTMENT, "tne_88")
NATIONAL = Place(Scope.NATIONAL, "national")
places = st.sampled_from([AISNE, VOSGES, NATIONAL, EVERYWHERE])
kinds = st.sampled_from(list(RoleKind))
ADMINISTRATOR = Holding(RoleKind.NATIONAL_ADMINISTRATOR, EVERYWHERE)
COORDINATOR = Holding(RoleKind.DEPARTMENT_COORDINATOR, AISNE)


@given(kinds, places)
def test_an_administrator_manages_exactly_what_exists(kind: RoleKind, place: Place) -> None:
    assert may_manage([ADMINISTRATOR], kind, place) == fits(kind, place)


@given(kinds, places)
def test_a_coordinator_manages_the_own_team_and_nothing_else(kind: RoleKind, place: Place) -> None:
    assert may_manage([COORDINATOR], kind, place) == (place == AISNE and kind in DEPARTMENT_TEAM)


@given(st.lists(st.builds(Holding, kinds, places)), kinds, places)
def test_no_other_role_manages_anybody(held: list[Holding], kind: RoleKind, place: Place) -> None:
    others = [
        item
        for item in held
        if item.kind not in {RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.DEPARTMENT_COORDINATOR}
    ]

    assert not may_manage(others, kind, place)


def test_what_a_coordinator_may_give_is_offered_in_order() -> None:
    assert manageable_kinds([COORDINATOR], AISNE) == [
        RoleKind.MODERATOR,
        RoleKind.DEPARTMENT_COORDINATOR,
        RoleKind.DEPARTMENT_EDITOR,
    ]
    assert manageable_kinds([COORDINATOR], VOSGES) == []

"""Values remembered on a person, each for the site it was computed in.

Django and Wagtail remember what a person may do as attributes of the user object. Rights differ
from site to site, so after a switch of schema those attributes would answer for the site before.
Declared on the model as `PerSchema`, each site has its own value and none is ever read in another.
"""

from typing import Any

from tenants.context import current_schema


class PerSchema:
    """An attribute with one value in each schema; unset where it was never set."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        try:
            return self._values(instance)[current_schema()]
        except KeyError:
            raise AttributeError(self.name) from None

    def __set__(self, instance: Any, value: Any) -> None:
        self._values(instance)[current_schema()] = value

    def __delete__(self, instance: Any) -> None:
        if self._values(instance).pop(current_schema(), self) is self:
            raise AttributeError(self.name)

    def _values(self, instance: Any) -> dict[str, Any]:
        # setdefault: the object's own dictionary is the only place that pickles and copies with it.
        values: dict[str, Any] = instance.__dict__.setdefault(f"{self.name}_by_schema", {})
        return values

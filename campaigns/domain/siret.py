"""The number of an establishment: fourteen digits whose last one checks the others. Pure."""

LENGTH, SIREN = 14, 9
# La Poste gives its offices numbers by another rule: their digits add up to a multiple of five.
LA_POSTE = "356000000"


def tidy_siret(typed: str) -> str:
    return "".join(typed.split())


def is_siret(digits: str) -> bool:
    """Say whether these are fourteen digits that check."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    return _luhn(digits) and _luhn(digits[:SIREN])


def _luhn(digits: str) -> bool:
    doubled = (
        sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits[::-1])
    )
    return sum(doubled) % 10 == 0

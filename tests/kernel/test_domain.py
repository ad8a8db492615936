from django.utils.translation import gettext_lazy, override

from kernel.domain import DomainError, gettext_noop


def test_a_refusal_says_its_figures():
    assert str(DomainError(gettext_noop("At most %(most)s."), most=5)) == "At most 5."


def test_a_refusal_is_read_in_the_readers_language():
    marked, lazy = DomainError(gettext_noop("Yes")), DomainError(gettext_lazy("Yes"))

    with override("fr"):
        assert str(marked) == str(lazy) == "Oui"
    with override("en"):
        assert str(marked) == str(lazy) == "Yes"


def test_a_percent_sign_without_figures_is_itself():
    assert str(DomainError("50% is enough")) == "50% is enough"

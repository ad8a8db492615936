"""The kinds of messages that the platform sends, each declared once, by the app that sends it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, gettext_lazy

type Text = str | Promise

# Known in every message.
COMMON: Mapping[str, Text] = {
    "site_name": gettext_lazy("name of the site that writes"),
    "site_url": gettext_lazy("address of the site that writes"),
}
_VARIABLE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailKind:
    """One message: its text in the code, its variables, what they mean and a sample of each."""

    name: str  # "accounts.welcome": the app, then the message
    title: Text  # for staff
    subject: Text
    body: Text  # light mark-up, see rendering.py
    variables: Mapping[str, Text] = field(default_factory=dict)
    sample: Mapping[str, object] = field(default_factory=dict)
    required: frozenset[str] = frozenset()  # without these the message is of no use
    is_bulk: bool = False  # a newsletter: sent after all the rest

    def names(self) -> set[str]:
        return {*self.variables, *COMMON}


_kinds: dict[str, MailKind] = {}


class WrongKind(ValueError):
    """A declaration that contradicts itself: found when the app starts, not when somebody waits."""


def register(kind: MailKind) -> MailKind:
    """Declare a message, in an app's AppConfig.ready()."""
    if set(kind.sample) != set(kind.variables):
        raise WrongKind(f"{kind.name}: every variable needs a sample, and nothing else does")
    if not kind.required <= set(kind.variables):
        raise WrongKind(f"{kind.name}: a required variable is not declared")
    _kinds[kind.name] = kind
    return kind


def register_all(
    app: str,
    texts: Iterable[tuple[str, Text, Text, Text]],
    variables: Mapping[str, Text],
    sample: Mapping[str, object],
) -> None:
    """Declare several messages that know the same variables: name, title, subject, body of each."""
    for name, title, subject, body in texts:
        register(
            MailKind(
                name=f"{app}.{name}",
                title=title,
                subject=subject,
                body=body,
                variables=variables,
                sample=sample,
            )
        )


def find(name: str) -> MailKind | None:
    return _kinds.get(name)


def all_kinds() -> list[MailKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)


def used_variables(text: str) -> list[str]:
    """Return what stands between braces, in order."""
    return _VARIABLE.findall(text)


def faults(kind: MailKind, *, subject: str, body: str) -> dict[str, list[str]]:
    """Say what is wrong with a text, by field; nothing when it can be sent."""
    found: dict[str, list[str]] = {}
    for name, text in (("subject", subject), ("body", body)):
        unknown = sorted({used for used in used_variables(text) if used not in kind.names()})
        if unknown:
            found.setdefault(name, []).append(
                _("Unknown variable: %(unknown)s. This message knows: %(known)s.")
                % {"unknown": _braced(unknown), "known": _braced(sorted(kind.names()))}
            )
        if re.sub(_VARIABLE, "", text).count("{") or re.sub(_VARIABLE, "", text).count("}"):
            found.setdefault(name, []).append(_("A brace { or } is not closed."))
    if "\n" in subject.strip():
        found.setdefault("subject", []).append(_("The subject is one line."))
    if missing := sorted(kind.required - {*used_variables(subject), *used_variables(body)}):
        found.setdefault("body", []).append(
            _("The message must contain: %(missing)s.") % {"missing": _braced(missing)}
        )
    return found


def _braced(names: list[str]) -> str:
    return str(get_text_list([f"{{{name}}}" for name in names], _("and")))

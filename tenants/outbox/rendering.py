"""From a kind, a language and values to a subject, a plain text and HTML in the product's look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import get_language_bidi, override

from tenants.models import MailText, Tenant
from tenants.outbox import kinds, markup
from tenants.outbox.kinds import MailKind
from tenants.outbox.markup import Block

TEMPLATE = "mail/base.html"

type TextOf = Callable[[str, str], MailText | None]


class WrongContext(ValueError):
    """The values given are not those that the kind declares."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as it will be read."""

    subject: str
    text: str
    html: str


def supported(language: str) -> str:
    """Return the language in which we can write to somebody: theirs, else that of the platform."""
    known = {code for code, _ in settings.LANGUAGES}
    wanted = (language, language.partition("-")[0])
    return next((code for code in wanted if code in known), settings.LANGUAGE_CODE)


def edited_text(kind: str, language: str) -> MailText | None:
    """Return what staff made of a message's text, if anything."""
    return MailText.objects.filter(kind=kind, language=language).first()


def render(  # noqa: PLR0913  what a message is made of
    kind: MailKind,
    *,
    language: str,
    context: Mapping[str, object],
    tenant: Tenant | None,
    unsubscribe_url: str = "",
    text_of: TextOf = edited_text,
) -> Rendered:
    """Render in that language; or raise WrongContext when a value is missing or not declared.

    ``text_of`` finds what staff wrote: a caller with thousands of messages asks once for each kind.
    """
    if set(context) != set(kind.variables):
        wrong = sorted(set(context) ^ set(kind.variables))
        raise WrongContext(f"{kind.name} has other variables than it was given: {', '.join(wrong)}")
    with override(language):
        values = {name: _shown(value) for name, value in {**context, **common(tenant)}.items()}
        edited = text_of(kind.name, language)
        subject = markup.one_line(edited.subject if edited else str(kind.subject), values)
        body = edited.body if edited else str(kind.body)
        page = {
            "subject": subject,
            "content": markup.to_html(body, values),
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "site_name": values["site_name"],
            "site_url": values["site_url"],
            "unsubscribe_url": unsubscribe_url,
        }
        text = render_to_string("mail/base.txt", {**page, "content": markup.to_text(body, values)})
        return Rendered(subject, text.strip() + "\n", render_to_string(TEMPLATE, page))


def preview(name: str, language: str, tenant: Tenant | None = None) -> Rendered:
    """Show a message with its sample values, as staff edited it; KeyError for an unknown kind."""
    kind = kinds.find(name)
    if kind is None:
        raise KeyError(name)
    url = f"{common(tenant)['site_url']}/" if kind.is_bulk else ""
    return render(
        kind,
        language=supported(language),
        context=kind.sample,
        tenant=tenant,
        unsubscribe_url=url,
    )


def common(tenant: Tenant | None) -> dict[str, str]:
    """What every message knows: the site in whose name it is sent."""
    if tenant is None:
        return {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.WAGTAILADMIN_BASE_URL,
        }
    return {"site_name": tenant.name, "site_url": tenant.root_url}


def _shown(value: object) -> str | Block:
    """Write a value in the active language: dates in words, amounts as Money writes them."""
    if isinstance(value, Block):
        return value
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(local, "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)

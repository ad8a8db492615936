"""Pages that the law asks for.

Their facts come from the site's settings, so that they say the same thing.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from accounts.models import LegalKind, LegalVersion
from cms.blocks.body import BodyBlock
from cms.models.base import BasePage


class LegalPage(BasePage):
    """A text in force from a date."""

    effective_on = models.DateField(_("in force since"), null=True, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, "effective_on", "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    max_count_per_parent = 1
    subpage_types: list[str] = []

    api_fields = ["effective_on", "body"]

    class Meta:
        abstract = True


class AcceptedText(LegalPage):
    """A page beside a text that accounts accept, version by version."""

    legal_kind: LegalKind

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the version that accounts accept, when there is one."""
        accepted = LegalVersion.objects.latest_of_each().filter(kind=self.legal_kind).first()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"accepted": accepted}


class LegalNoticePage(LegalPage):
    """Publisher, director of publication and host (law of 21 June 2004), read from the settings."""

    page_description = _("Who publishes and hosts the site, read from the settings.")

    class Meta:
        verbose_name = _("legal notice")
        verbose_name_plural = _("legal notices")


class PrivacyPage(AcceptedText):
    legal_kind = LegalKind.PRIVACY
    page_description = _("What is known of people, why, for how long, and their rights.")

    class Meta:
        verbose_name = _("personal data")
        verbose_name_plural = _("personal data")


class TermsPage(AcceptedText):
    legal_kind = LegalKind.TERMS
    page_description = _("What everybody may expect from the service.")

    class Meta:
        verbose_name = _("terms of use")
        verbose_name_plural = _("terms of use")


class CookiesPage(LegalPage):
    """Lists the cookies that the code sets: none of them needs consent."""

    page_description = _("The cookies that the site sets; the list fills itself.")

    class Meta:
        verbose_name = _("cookies")
        verbose_name_plural = _("cookies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.cookies import COOKIES  # noqa: PLC0415  read where it is shown

        return super().get_context(request, *args, **kwargs) | {"cookies": COOKIES}


class SiteMapPage(BasePage):
    """The plan of the site: every page that menus and search may show."""

    page_description = _("Every page at a glance; the list fills itself.")
    max_count_per_parent = 1
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.sitemap import plan  # noqa: PLC0415  the plan reads page types

        return super().get_context(request, *args, **kwargs) | {"plan": plan(self)}

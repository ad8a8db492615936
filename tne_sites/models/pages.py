"""Pages of a department: its territory, its professionals, its resource parents."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.models import BasePage
from tenants.models import TenantType


class DepartmentPage(BasePage):
    """A text by the coordinator, beside what the site's rows say."""

    tenant_types = frozenset({TenantType.DEPARTMENT})
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, "summary", "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.DepartmentHomePage"]
    subpage_types: list[str] = []

    api_fields = ["body"]

    class Meta:
        abstract = True


class TerritoryPage(DepartmentPage):
    """“My department”: its news, the resources it chose, its schools and its structures."""

    page_description = _("The department at a glance: news, resources, schools, structures.")

    class Meta:
        verbose_name = _("territory page")
        verbose_name_plural = _("territory pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from tne_sites import overview  # noqa: PLC0415  it reads the pages' models

        return super().get_context(request, *args, **kwargs) | overview.territory()


class ProfessionalsPage(DepartmentPage):
    """For teachers, mediators and social workers of the department."""

    page_description = _("For teachers, mediators, social workers: resources, news, trainings.")

    class Meta:
        verbose_name = _("professionals’ page")
        verbose_name_plural = _("professionals’ pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from tne_sites import overview  # noqa: PLC0415  it reads the pages' models

        return super().get_context(request, *args, **kwargs) | overview.professionals()


class ResourceParentPage(DepartmentPage):
    """What a resource parent is, and the way to the form; the charter is read before applying."""

    page_description = _("What a resource parent does, the charter, and the way to apply.")

    charter = models.TextField(
        _("charter"),
        max_length=6000,
        help_text=_("What a resource parent and the team promise each other. Kept with each yes."),
    )
    is_recruiting = models.BooleanField(
        _("applications are open"),
        default=True,
        help_text=_("Untick to take the form away for a while."),
    )

    content_panels = [*DepartmentPage.content_panels, "charter", "is_recruiting"]

    api_fields = [*DepartmentPage.api_fields, "charter", "is_recruiting"]

    class Meta:
        verbose_name = _("resource parents’ page")
        verbose_name_plural = _("resource parents’ pages")

"""News: an index by site and its articles, which may go up to the national list."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.domain.taxonomy import Scene, Topic, scene_for
from cms.fields import DepartmentsField, choice_array
from cms.models.base import BasePage
from cms.visibility import unlocked


class NewsQuerySet(PageQuerySet):
    def recent(self) -> Self:
        """What visitors see, latest first.

        Ties are broken so that pages of a list never overlap.
        """
        return self.live().filter(unlocked()).order_by("-published_at", "-pk")

    def for_cards(self) -> Self:
        """Everything a card shows, in a number of queries that does not grow with the list."""
        return self.select_related("image", "locale").prefetch_related("image__renditions")


class NewsIndexPage(BasePage):
    """All the news of a site, filtered by audience, topic and, on the national one, department."""

    page_description = _("The list of the site’s news; it fills itself.")
    introduction = models.TextField(_("introduction"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, "introduction"]
    subpage_types = ["cms.NewsPage"]
    max_count_per_parent = 1

    api_fields = ["introduction"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.views.news import listing  # noqa: PLC0415  the view reads this model

        return super().get_context(request, *args, **kwargs) | listing(self, request)


class NewsPage(BasePage):
    """An article. `published_at` is what readers see.

    Wagtail's own dates follow every correction.
    """

    page_description = _("What happens here: a workshop, a loan of computers, a meeting.")
    search_kind = "news"

    published_at = models.DateTimeField(_("published on"), default=timezone.now)
    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    topics = choice_array(Topic.choices, verbose_name=_("topics"))
    departments = DepartmentsField(
        models.CharField(max_length=3),
        verbose_name=_("departments"),
        default=list,
        blank=True,
        help_text=_("On the national site: the departments this news is about."),
    )
    is_national = models.BooleanField(
        _("send up to the national list"),
        default=False,
        help_text=_(
            "The national site shows it among the news of all departments, with a link here."
        ),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        "summary",
        "image",
        "body",
        MultiFieldPanel(["audiences", "topics", "departments"], _("Tags")),
        MultiFieldPanel(["published_at", "is_national"], _("Publication")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.FilterField("topics"),
    ]
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    api_fields = ["published_at", "image", "body", "topics", "departments", "is_national"]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-published_at"], name="news_latest_first")]

    @property
    def picture(self) -> object:
        return self.social_image or self.image

    @property
    def scene(self) -> Scene:
        """The collage shown in place of a picture."""
        return scene_for(self.topics)

    @property
    def updated_at(self) -> datetime | None:
        """When readers should know that it changed.

        A correction on another day than its publication.
        """
        changed: datetime | None = self.last_published_at
        if changed is None or timezone.localdate(changed) <= timezone.localdate(self.published_at):
            return None
        return changed

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        siblings = NewsPage.objects.recent().child_of(self.get_parent()).exclude(pk=self.pk)
        context["related"] = siblings.for_cards()[:3]
        return context

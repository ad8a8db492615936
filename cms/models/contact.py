"""The contact page and what people write: kept until answered, then for the time the law allows."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms.blocks.body import BodyBlock
from cms.models.base import BasePage


class MessageKind(models.TextChoices):
    CONTACT = "contact", _("Message")
    PROBLEM = "problem", _("Problem reported")


class MessageState(models.TextChoices):
    NEW = "new", _("To answer")
    DONE = "done", _("Answered")
    SPAM = "spam", _("Unwanted")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.filter(state=MessageState.NEW)


class Message(models.Model):
    """Something a visitor wrote, from the contact form or about a page."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=MessageKind, default=MessageKind.CONTACT
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.NEW
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    subject = models.CharField(_("subject"), max_length=160)
    body = models.TextField(_("message"), max_length=5000)
    page_url = models.CharField(_("page"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message received")
        verbose_name_plural = _("messages received")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-created_at"], name="message_waiting_first")]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Date the answer: the time for which a message is kept runs from it."""
        if self.state == MessageState.DONE and self.answered_at is None:
            self.answered_at = timezone.now()
        super().save(*args, **kwargs)


class ContactPage(BasePage):
    """A form; the message is stored before anything is sent, so that no mail server can lose it."""

    page_description = _("A form; what people write arrives under “Messages”.")
    introduction = models.TextField(_("introduction"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("below the form"), blank=True)

    content_panels = [*BasePage.content_panels, "introduction", "body"]
    max_count_per_parent = 1
    subpage_types: list[str] = []

    api_fields = ["introduction", "body"]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contact")

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        from cms.views.contact import contact  # noqa: PLC0415  the view reads this model

        return contact(request, self)

"""What a site says of itself: contact, identity, publisher."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.domain.identity import Pair, Refusal, refusals
from cms.fields import hex_colour


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """One row for each site; every part is optional and hidden while empty."""

    tagline = models.CharField(_("line under the name"), max_length=80, blank=True)
    contact_email = models.EmailField(
        _("address that receives messages"), blank=True, help_text=_("Never shown on the site.")
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)
    mastodon = models.URLField("Mastodon", blank=True)
    linkedin = models.URLField("LinkedIn", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    peertube = models.URLField("PeerTube", blank=True)

    coordinator_name = models.CharField(_("coordinator"), max_length=120, blank=True)
    coordinator_body = models.CharField(_("coordinating body"), max_length=160, blank=True)
    coordinator_email = models.EmailField(_("coordinator’s e-mail"), blank=True)
    coordinator_phone = models.CharField(_("coordinator’s telephone"), max_length=30, blank=True)
    coordinator_hours = models.CharField(_("when to call"), max_length=120, blank=True)

    deep_colour = hex_colour(_("deep colour"), blank=True)
    flat_colour = hex_colour(_("light colour"), blank=True)
    logo = models.ForeignKey(
        "cms.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    social_image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("image when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    publisher = models.TextField(_("publisher"), max_length=400, blank=True)
    publication_director = models.CharField(
        _("director of publication"), max_length=160, blank=True
    )
    host = models.TextField(_("host"), max_length=400, blank=True)
    data_officer_email = models.EmailField(_("data protection officer"), blank=True)
    is_hidden = models.BooleanField(
        _("hidden from search engines"),
        default=False,
        help_text=_("While the site is being prepared."),
    )

    panels = [
        MultiFieldPanel(["tagline", "contact_email", "phone", "postal_address"], _("Contact")),
        MultiFieldPanel(
            [
                "coordinator_name",
                "coordinator_body",
                "coordinator_email",
                "coordinator_phone",
                "coordinator_hours",
            ],
            _("Coordinator of the department"),
        ),
        MultiFieldPanel(["deep_colour", "flat_colour", "logo", "social_image"], _("Identity")),
        MultiFieldPanel(
            ["mastodon", "linkedin", "instagram", "peertube"], _("Elsewhere"), classname="collapsed"
        ),
        MultiFieldPanel(
            ["publisher", "publication_director", "host", "data_officer_email", "is_hidden"],
            _("Legal"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def clean(self) -> None:
        """Refuse colours that somebody could not read.

        Each sentence says what is too weak, and by how much.
        """
        super().clean()
        if bool(self.deep_colour) != bool(self.flat_colour):
            raise ValidationError({"flat_colour": _("Choose both colours, or neither.")})
        if self.pair is not None and (found := refusals(self.pair)):
            raise ValidationError({"deep_colour": [too_weak(refusal) for refusal in found]})

    @property
    def pair(self) -> Pair | None:
        """The site's two colours; None leaves it those of the platform."""
        try:
            return Pair(deep=self.deep_colour, flat=self.flat_colour) if self.deep_colour else None
        except ValueError:  # half typed: the field's own validator says so
            return None

    @property
    def has_coordinator(self) -> bool:
        return bool(self.coordinator_name or self.coordinator_body)


def too_weak(refusal: Refusal) -> str:
    return gettext("%(what)s: %(measured)s to 1, where %(needed)s is needed.") % {
        "what": gettext(refusal.rule.sentence),
        "measured": number_format(refusal.measured, decimal_pos=1),
        "needed": number_format(refusal.rule.needed, decimal_pos=0),
    }

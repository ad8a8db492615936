"""Addresses that a campaign gives to the world; whole ones, with the national site's host."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.search_documents import campaign_path
from tenants.context import current_tenant


def public_url(campaign: Campaign) -> str:
    """Return the address to share, in French whatever the reader's language."""
    tenant = current_tenant()
    return (tenant.root_url if tenant else "") + campaign_path(campaign)


def mail_url(campaign: Campaign) -> str:
    """Return a link that opens a message to somebody one knows."""
    url = public_url(campaign)
    text = _("I thought that this project might touch you:\n\n%(title)s\n%(url)s")
    words = text % {"title": campaign.title, "url": url}
    return f"mailto:?subject={quote(campaign.title)}&body={quote(words)}"

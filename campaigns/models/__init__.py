"""Tables of campaigns, one idea a file; in the national schema alone."""

from campaigns.models.campaign import Campaign
from campaigns.models.structure import Structure

__all__ = ["Campaign", "Structure"]

"""Words that sort projects: those of `cms.domain.school`, which the resource centre shares."""

from cms.domain.school import FORMER_FORMATS, Format, Level, Theme

__all__ = ["FORMER_FORMATS", "Format", "Level", "Theme"]

"""What templates of the resource centre need: `{% load resources %}`."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.templatetags.components import euros, foreign
from resources.cards import minutes_text
from resources.domain.vocabulary import HEARD, OUTSIDE, WATCHED
from resources.reading import Item

register = template.Library()


@register.simple_tag
def whole_euros(amount: int) -> str:
    """Write an amount given in whole euros."""
    return euros(amount * 100)


@register.simple_tag
def kit_item(item: Item) -> SafeString:
    """Draw one row of a mallette."""
    page = item.resource
    said = [page.get_kind_display(), minutes_text(page.minutes) if page.minutes else ""]
    said += [_("captions") if page.captions else "", _("transcript") if page.transcript else ""]
    row = {
        "title": page.title,
        "marks": foreign(page),
        "url": page.url,
        "kind": item.drawing,
        "meta": ", ".join(str(word) for word in said if word),
        "text": item.note or page.summary,
        "text_marks": "" if item.note else foreign(page),
        "actions": [{"url": page.url, "text": action_text(page.kind, page.title), "is_main": True}],
    }
    return render_to_string("components/kit_row.html", {"item": row})


def action_text(kind: str, title: str) -> str:
    """Say what the button opens: its name makes sense alone, and quotes are not doubled."""
    bare = title.strip("«»“” \u00a0\u202f")
    title = title if set(bare) & set("«»“”") else bare
    if kind in WATCHED:
        return _("Watch “%(title)s”") % {"title": title}
    if kind in HEARD:
        return _("Listen to “%(title)s”") % {"title": title}
    if kind in OUTSIDE:
        return _("See the link “%(title)s”") % {"title": title}
    return _("Read “%(title)s”") % {"title": title}

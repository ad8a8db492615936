"""Columns of the resource centre: captions that are translated sentence by sentence."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.segments import StringSegmentValue

from cms.domain.school import Level
from cms.fields import choice_array
from resources.domain import captions
from resources.domain.captions import Cue, InvalidCaptions

LONGEST_CODE = 30


class CaptionsField(models.TextField):
    """A WebVTT text. A translator sees its words one caption at a time, never its times."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        if value:
            try:
                captions.parse(value)
            except InvalidCaptions as error:
                raise ValidationError(str(error)) from error
        return value

    def get_translatable_segments(self, value: str) -> list[StringSegmentValue]:
        """Tell wagtail-localize what to translate; a text that is no captions has nothing."""
        cues = cues_of(value)
        names = _names(cues)
        return [StringSegmentValue(name, cue.text) for name, cue in zip(names, cues, strict=True)]

    def restore_translated_segments(self, value: str, segments: Sequence[Any]) -> str:
        """Write the captions again with translated words, at the same moments."""
        words = {segment.path: segment.render_text() for segment in segments}
        cues = cues_of(value)
        texts = [words.get(name, cue.text) for name, cue in zip(_names(cues), cues, strict=True)]
        return captions.write(captions.with_texts(cues, texts)) if cues else value


def cues_of(value: str) -> tuple[Cue, ...]:
    """Return the captions of a stored text; none for an empty or an unreadable one."""
    try:
        return captions.parse(value) if value else ()
    except InvalidCaptions:
        return ()


def _names(cues: Sequence[Cue]) -> list[str]:
    """Name each caption by its moment, so that one added above does not lose its translation."""
    names: list[str] = []
    for cue in cues:
        twins = sum(name.split("-")[0] == str(cue.start) for name in names)
        names.append(f"{cue.start}-{twins}" if twins else str(cue.start))
    return names


def levels_field(**kwargs: Any) -> Any:
    """Make a column of ticked levels."""
    return choice_array(
        Level.choices,
        **{
            "verbose_name": _("levels"),
            "help_text": _("Nobody ticked means all levels."),
            **kwargs,
        },
    )

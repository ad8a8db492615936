"""Staff read what was done in words, not in codes."""

import re
from pathlib import Path

from django.conf import settings

from campaigns.domain.lifecycle import TRANSITIONS
from campaigns.history import NAMES

LITERAL = re.compile(r'"(campaign\.\w+)"')


def test_every_transition_has_a_name() -> None:
    assert {f"campaign.{row.action}" for row in TRANSITIONS} <= set(NAMES)


def test_every_other_act_on_a_campaign_has_a_name() -> None:
    sources = (Path(settings.BASE_DIR) / "campaigns").rglob("*.py")
    written = {name for source in sources for name in LITERAL.findall(source.read_text())}

    assert len(written) > 3
    assert written <= set(NAMES)

"""Staff read what was done in words, not in codes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from campaigns.domain.lifecycle import TRANSITIONS
from campaigns.models import LineState
from tenants import audit
from tenants.models.operation import OperationKind

APPS = ("tenants", "accounts", "cms", "resources", "tne_sites", "campaigns", "search")
# What `audit.record` is given, by itself or by a module's own helper.
WRITTEN = re.compile(r'(?:action=|_record\(|_saved\(request, )"([a-z_]+\.[a-z_]+)"')
CAMPAIGN = re.compile(r'"(campaign\.\w+)"')


def written() -> set[str]:
    found = set()
    for app in APPS:
        for source in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            found |= set(WRITTEN.findall(source.read_text()))
            found |= set(CAMPAIGN.findall(source.read_text())) if app == "campaigns" else set()
    return found


def test_every_act_has_words() -> None:
    acts = written()
    acts |= {f"campaign.{row.action}" for row in TRANSITIONS}
    acts |= {f"bank.{state}" for state in LineState if state != LineState.NEW}
    acts |= {f"site.{kind}" for kind in OperationKind}

    assert len(acts) > 80
    assert {act for act in acts if audit.words_of(act) == act} == set()


@pytest.mark.parametrize(("language", "said"), [("fr", "Rôle donné"), ("ar", "منح دور")])
def test_they_are_said_in_the_reader_s_language(language: str, said: str) -> None:
    with override(language):
        assert audit.words_of("role.granted") == said


def test_an_act_without_words_keeps_its_code() -> None:
    assert audit.words_of("moon.landed") == "moon.landed"

"""A page and a list of twenty through the API, beside Wagtail's own and beside the HTML view."""

import os
from statistics import median
from typing import Any

from bench.pages import PATHS, TIMES, Visitor

# One pair of processes: more rounds than `pages`, which asks five.
ROUNDS = 20
# Beside what it gives of itself: what a card shows.
LIST_FIELDS = "published_at,image,topics,departments"


def run() -> dict[str, Any]:
    from bench.database import a_department_with_news

    # The pace of one network is not what is measured.
    os.environ["API_PER_MINUTE"] = "1000000"
    with a_department_with_news(20) as url:
        ours = Visitor("config.settings.test", url)
        wagtail = Visitor("bench.plain.api_settings", url)
        try:
            return {"name": "api"} | _page(ours, wagtail) | _list(ours, wagtail)
        finally:
            ours.stop()
            wagtail.stop()


def _page(ours: Visitor, wagtail: Visitor) -> dict[str, Any]:
    path = PATHS["article"]
    pk = _number(path)
    return _compare(
        "page by path",
        (ours, f"/api/v1/pages/by-path?path={path}"),
        # By its number: Wagtail's find by path answers with a redirection to this.
        (wagtail, f"/api/v2/pages/{pk}/"),
        (ours, path),
    )


def _list(ours: Visitor, wagtail: Visitor) -> dict[str, Any]:
    return _compare(
        "list of 20",
        (ours, "/api/v1/pages?type=cms.NewsPage&limit=20"),
        (wagtail, f"/api/v2/pages/?type=cms.NewsPage&limit=20&fields={LIST_FIELDS}"),
        (ours, PATHS["list of 20"]),
    )


def _number(path: str) -> int:
    from wagtail.models import Page

    from tenants.context import enter

    with enter("tne_02"):
        slug = path.strip("/").rpartition("/")[2]
        pk: int = Page.objects.get(slug=slug).pk
    return pk


def _compare(what: str, *ways: tuple[Visitor, str]) -> dict[str, Any]:
    """Alternate, and compare round by round: the machine's mood then falls on all three."""
    rounds = [[visitor.ask(path) for visitor, path in ways] for _ in range(ROUNDS)]
    us, them, _page_itself = rounds[-1]
    return {
        f"{what}: ms": round(median(one["seconds"] for one, _, _ in rounds) / TIMES * 1000, 2),
        f"{what}: queries": us["queries"],
        f"{what}: queries, Wagtail": them["queries"],
        f"{what}: throughput to Wagtail's API": round(
            median(b["seconds"] / a["seconds"] for a, b, _ in rounds), 2
        ),
        f"{what}: throughput to the HTML": round(
            median(c["seconds"] / a["seconds"] for a, _, c in rounds), 2
        ),
    }


if __name__ == "__main__":
    from bench.report import show

    show(run())

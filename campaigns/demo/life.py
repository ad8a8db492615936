"""What happens around the campaigns of the demonstration: news, followers, words of support."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from campaigns.demo.people import DONORS, PSEUDONYMS, WORDS
from campaigns.demo.plan import SEED, Planned
from campaigns.demo.texts import Told
from campaigns.domain.states import State
from campaigns.models import Campaign, Follower, Update, UpdateKind, Word, WordState
from kernel.typography import french

REACHED = ("Le minimum est atteint, merci !", ("Le projet aura lieu. Les élèves ont crié si fort "
           "que la classe d’à côté est venue voir. Il reste l’optimum : chaque euro ajoute quelque "
           "chose à l’aventure."))  # fmt: skip
DONE = ("Ce que nous en rapportons", ("Tout le monde est parti, tout le monde est revenu, et "
        "personne ne raconte la même chose. L’exposition est visible dans le préau jusqu’à la fin "
        "de l’année. Merci à celles et ceux qui nous ont fait confiance."))  # fmt: skip


def tell(rows: Iterable[tuple[Campaign, Planned, Told]], at: datetime) -> None:
    random = Random(SEED + 2)  # noqa: S311  drawn, not guessed
    updates: list[Update] = []
    words: list[Word] = []
    followers: list[Follower] = []
    for campaign, planned, told in rows:
        if planned.published_at is None:
            continue
        updates += _updates(campaign, planned, told, at)
        words += _words(campaign, planned, random, at)
        followers += [
            Follower(
                campaign=campaign,
                email=f"donateur{number}@example.org",
                language="fr",
                asked_at=planned.published_at,
                confirmed_at=planned.published_at,
            )
            for number in random.sample(range(DONORS), 3 + planned.number % 6)
        ]
    Update.objects.bulk_create(updates)
    Word.objects.bulk_create(words)
    Follower.objects.bulk_create(followers)


def _updates(campaign: Campaign, planned: Planned, told: Told, at: datetime) -> list[Update]:
    opened, end = planned.published_at or at, planned.ended_at or at
    found = []

    def add(days: int, said: tuple[str, str], kind: UpdateKind = UpdateKind.NEWS) -> None:
        moment = opened + timedelta(days=days, hours=7)
        if moment < at:
            title, text = french(said[0]), french(said[1])
            found.append(
                Update(campaign=campaign, kind=kind, title=title, text=text,
                       author=campaign.holder, at=moment)
            )  # fmt: skip

    add(5, told.news)
    if planned.raised_cents >= planned.minimum_cents and (end - opened).days > 12:  # noqa: PLR2004  the taste of the demonstration
        add((end - opened).days - 4, REACHED)
    if planned.state == State.COMPLETED:
        add((end - opened).days + 70, DONE, UpdateKind.REPORT)
    return found


def _words(campaign: Campaign, planned: Planned, random: Random, at: datetime) -> list[Word]:
    opened = planned.published_at or at
    number = min(len(planned.gifts), random.randint(0, 4))
    return [
        Word(
            campaign=campaign,
            pseudonym=random.choice(PSEUDONYMS),
            text=french(text),
            at=min(opened + timedelta(days=2 + 3 * place), at - timedelta(hours=1)),
            # A few open ones still wait for somebody of the team.
            state=WordState.WAITING
            if planned.state == State.PUBLISHED and not (planned.number + place) % 9
            else WordState.SHOWN,
        )
        for place, text in enumerate(random.sample(WORDS, number))
    ]

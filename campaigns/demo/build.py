"""Writes the campaigns of the demonstration: rows in bulk, money through the ledger as always."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify

from accounts.models import User
from campaigns.demo import texts
from campaigns.demo.people import REPRESENTATIVES, invented_iban, invented_siret
from campaigns.demo.plan import OPEN, PAST, SEED, Planned, plan
from campaigns.demo.texts import Told
from campaigns.domain import charter
from campaigns.domain.states import BEFORE_PUBLICATION, State
from campaigns.models import (
    Attestation,
    BankAccount,
    Campaign,
    Post,
    PostKind,
    Proposal,
    Structure,
    StructureKind,
)
from territories.models import School
from territories.models.school import Label, SchoolKind

KINDS = {SchoolKind.COLLEGE: StructureKind.EPLE, SchoolKind.LYCEE: StructureKind.EPLE,
         SchoolKind.VOCATIONAL_LYCEE: StructureKind.LYCEENS_HOUSE}  # fmt: skip
PRIORITY = frozenset({Label.REP, Label.REP_PLUS, Label.ISOLATED, Label.VOCATIONAL_LYCEE})
ACCEPTED_AFTER, SUBMITTED_BEFORE = timedelta(days=9), timedelta(days=16)


class Builder:
    """One run: everything it writes, in the order in which it must be written."""

    def __init__(
        self, at: datetime, holders: list[User], head: User, manager: User, officer: User
    ) -> None:
        self.at, self.holders, self.head, self.manager = at, holders, head, manager
        self.officer = officer
        self.random = Random(SEED)  # noqa: S311  drawn, not guessed
        self.schools = list(School.objects.invented().select_related("department").order_by("pk"))
        self.structures: dict[str, Structure] = {}
        self.posts: dict[tuple[str, str], Post] = {}
        self.rows: list[tuple[Campaign, Proposal, Planned, Told]] = []

    def build(self) -> list[tuple[Campaign, Planned, Told]]:
        """Write the campaigns; return them with what was planned and told of each."""
        for planned, (project, variant) in zip(plan(self.at), self._titles(), strict=False):
            school = self._school(project["stage"])
            told = texts.tell(project, variant, school, self.random)
            self.rows.append((*self._rows(planned, told, school), planned, told))
        Structure.objects.bulk_create(self.structures.values())
        BankAccount.objects.bulk_create(self._accounts())
        Post.objects.bulk_create(self.posts.values())
        Campaign.objects.bulk_create(row[0] for row in self.rows)
        Proposal.objects.bulk_create(row[1] for row in self.rows)
        Attestation.objects.bulk_create(self._attestations())
        return [(campaign, planned, told) for campaign, _proposal, planned, told in self.rows]

    def _titles(self) -> list[tuple[Any, str]]:
        """Return as many as are planned, stays more often: half of what is proposed is one.

        Those that collect now, after the past ones in the plan, have titles of their own.
        """
        once = texts.all_titles()
        stays = [row for row in once if row[0]["format"] == "overnight_stay"]
        self.random.shuffle(once)
        self.random.shuffle(stays)
        past = [*stays, *once[OPEN:]]
        self.random.shuffle(past)
        return [*(past * 2)[:PAST], *once[:OPEN], *once]

    def _school(self, stage: str) -> School:
        fitting = [school for school in self.schools if school.kind in texts.KINDS[stage]]
        fitting = fitting or [school for school in self.schools if school.kind in texts.CLASSES]
        helped = [school for school in fitting if PRIORITY & set(school.labels)]
        # Schools of priority education propose more than their share, as in 2022.
        return self.random.choice(helped if helped and self.random.random() < 0.42 else fitting)  # noqa: PLR2004  the taste of the demonstration

    def _rows(self, planned: Planned, told: Told, school: School) -> tuple[Campaign, Proposal]:
        accepted = planned.state not in {*BEFORE_PUBLICATION, State.REJECTED, State.WITHDRAWN}
        begun = planned.published_at or self.at - timedelta(days=1 + planned.number % 12)
        campaign = Campaign(
            title=told.title,
            # What is over was open first: `ends` closes it by the real actions.
            state=State.PUBLISHED if planned.ended_at else planned.state,
            holder=self._holder(planned),
            school=school,
            theme=told.theme,
            format=told.format,
            levels=[told.level],
            minimum_cents=planned.minimum_cents,
            optimum_cents=planned.optimum_cents,
            opens_at=planned.published_at,
            closes_at=planned.closes_at,
            is_courte_echelle=bool(PRIORITY & set(school.labels)),
            created_at=begun - timedelta(days=21),
            submitted_at=begun - SUBMITTED_BEFORE if planned.state != State.DRAFT else None,
            published_at=planned.published_at,
            state_changed_at=begun,
        )
        if accepted or planned.state in {State.EDITING, State.AWAITING_VALIDATION}:
            campaign.accepted_at = begun - ACCEPTED_AFTER
            campaign.structure = self._structure(school)
            for kind in PostKind:
                self._post(school, kind)
        if accepted:
            campaign.slug = f"{slugify(told.title)[:90]}-{campaign.pk.hex[:8]}"
        return campaign, self._proposal(campaign, planned, told, begun)

    def _holder(self, planned: Planned) -> User:
        """The account of the first page holds one of every ten, in all states."""
        others = len(self.holders) - 1
        return self.holders[0 if planned.number % 10 == 0 else 1 + planned.number % others]

    def _structure(self, school: School) -> Structure:
        if school.pk not in self.structures:
            kind = KINDS.get(SchoolKind(school.kind), StructureKind.COOPERATIVE)
            names = {StructureKind.COOPERATIVE: "Coopérative scolaire – ",
                     StructureKind.LYCEENS_HOUSE: "Maison des lycéens – "}  # fmt: skip
            name = f"{names.get(kind, '')}{school.name}"[:140]
            number = len(self.structures) + 1
            self.structures[school.pk] = Structure(
                kind=kind,
                school=school,
                legal_name=name,
                siret=invented_siret(number),
                address=f"{number} rue de l’École, {school.town}",
                representative=REPRESENTATIVES[number % len(REPRESENTATIVES)],
                representative_born_on=date(1970 + number % 20, 1 + number % 12, 15),
                issues_receipts=number % 3 != 0,
                verified_at=self.at - timedelta(days=880),
            )
        return self.structures[school.pk]

    def _accounts(self) -> list[BankAccount]:
        """Bank details in force, entered by the manager and confirmed by an officer."""
        since = self.at - timedelta(days=880)
        return [
            BankAccount(
                structure=structure,
                iban=invented_iban(number),
                bic="PSSTFRPPXXX",
                holder=structure.legal_name,
                proposed_by=self.manager,
                proposed_at=since,
                confirmed_by=self.officer,
                confirmed_at=since,
                usable_from=since,
            )
            for number, structure in enumerate(self.structures.values(), start=1)
        ]

    def _post(self, school: School, kind: PostKind) -> Post:
        key = (school.pk, kind)
        if key not in self.posts:
            user = self.head if kind == PostKind.HEAD else self.manager
            self.posts[key] = Post(
                kind=kind, school=school, email=self._mailbox(kind, school), user=user,
                activated_at=self.at - timedelta(days=900),
            )  # fmt: skip
        return self.posts[key]

    def _mailbox(self, kind: PostKind, school: School) -> str:
        return (
            f"{'direction' if kind == PostKind.HEAD else 'gestion'}.{school.pk.lower()}@example.org"
        )

    def _proposal(
        self, campaign: Campaign, planned: Planned, told: Told, begun: datetime
    ) -> Proposal:
        school = campaign.school
        if school is None:
            raise ValueError("a project of the demonstration has a school")
        until = (planned.closes_at or begun + timedelta(days=40)).date()
        start = until + timedelta(days=20 + planned.number % 30)
        structure = self._structure(school)
        return Proposal(
            campaign=campaign,
            holder_profession="teacher",
            pitch=told.pitch,
            pupils=told.pupils,
            who_we_are=told.who_we_are,
            the_project=told.the_project,
            why_you=told.why_you,
            collect_from=begun.date(),
            collect_until=until,
            project_from=start,
            project_until=start + timedelta(days=4),
            budget=_budget(told, planned),
            rewards=[{"label": what, "cents": euros * 100} for what, euros in told.rewards],
            structure_kind=structure.kind,
            structure_name=structure.legal_name,
            head_email=self._mailbox(PostKind.HEAD, school),
            manager_email=self._mailbox(PostKind.MANAGER, school),
            charter_version=charter.CURRENT,
            charter_accepted_at=campaign.submitted_at,
            saved_at=begun,
        )

    def _attestations(self) -> list[Attestation]:
        return [
            Attestation(
                campaign=campaign,
                post=self.posts[campaign.school_id, PostKind.HEAD],
                by=self.head,
                at=campaign.published_at - timedelta(days=2),
            )
            for campaign, *_rest in self.rows
            if campaign.published_at and campaign.school_id
        ]


def _budget(told: Told, planned: Planned) -> list[dict[str, Any]]:
    """Share the minimum among the essential lines, the rest among the others, in whole euros."""
    found: list[dict[str, Any]] = []
    beyond = planned.optimum_cents - planned.minimum_cents
    for need, total in ((True, planned.minimum_cents), (False, beyond)):
        lines = [line for line in told.budget if line[2] is need]
        weights, left = sum(line[1] for line in lines), total
        for place, (label, weight, _need) in enumerate(lines, start=1):
            cents = left if place == len(lines) else total * weight // weights // 100 * 100
            left -= cents
            if cents:
                found.append({"label": label, "cents": cents, "essential": need})
    if beyond and all(line["essential"] for line in found):
        found.append({"label": "Imprévus et confort", "cents": beyond, "essential": False})
    return found

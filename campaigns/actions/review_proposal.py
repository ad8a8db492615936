"""What staff answer to a proposal: changes, refusal, acceptance."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance
from campaigns.actions.guards import require_staff
from campaigns.actions.keep_structure import write_file
from campaigns.domain import charter
from campaigns.domain.proposal import Incomplete
from campaigns.domain.states import Actor
from campaigns.models import Campaign, FieldComment, Post, PostKind, Structure
from campaigns.terms import terms_of
from kernel.domain import DomainError, gettext_noop
from territories.models import School


@transaction.atomic
def request_changes(
    *, campaign_id: UUID, by: User, at: datetime, reason: str, comments: Mapping[str, str]
) -> Campaign:
    """Send the proposal back with words for the holder, some beside the fields they are about."""
    campaign = advance(
        "request_changes",
        campaign_id=campaign_id,
        actor=Actor.STAFF,
        by=by,
        at=at,
        guard=lambda found: require_staff(found, by),
        reason=reason,
    )
    FieldComment.objects.bulk_create(
        FieldComment(campaign=campaign, field=field, text=text.strip(), author=by)
        for field, text in comments.items()
        if text.strip()
    )
    mails.tell_holder(campaign, "changes", at, reason=reason)
    return campaign


@transaction.atomic
def reject_proposal(*, campaign_id: UUID, by: User, at: datetime, reason: str) -> Campaign:
    """Refuse the project for good, with a reason that the holder reads."""
    campaign = advance(
        "reject",
        campaign_id=campaign_id,
        actor=Actor.STAFF,
        by=by,
        at=at,
        guard=lambda found: require_staff(found, by),
        reason=reason,
    )
    mails.tell_holder(campaign, "rejected", at, reason=reason)
    return campaign


@transaction.atomic
def accept_proposal(  # noqa: PLR0913  what was ticked and written
    *,
    campaign_id: UUID,
    by: User,
    at: datetime,
    ticked: set[str],
    cap_exception: str = "",
    is_shared: bool = False,
) -> Campaign:
    """Let the holder finish the page; name the structure; invite the head and the manager.

    `is_shared` says that the structure of another school receives for this one too.
    """

    def guard(campaign: Campaign) -> None:
        require_staff(campaign, by)
        _refuse(campaign, ticked, cap_exception)
        school = campaign.school
        if school is None:
            raise Incomplete({"ecole": ["school"]})
        campaign.structure = _structure(campaign, school, by, is_shared=is_shared)
        campaign.proposal.cap_exception = cap_exception.strip()
        campaign.proposal.save(update_fields=["cap_exception"])

    campaign = advance(
        "accept",
        campaign_id=campaign_id,
        actor=Actor.STAFF,
        by=by,
        at=at,
        guard=guard,
        detail={
            "charter": sorted(ticked),
            "cap_exception": cap_exception.strip(),
            "is_shared": is_shared,
        },
        accepted_at=at,
    )
    mails.tell_holder(campaign, "accepted", at)
    if (school := campaign.school) is not None:  # the guard has seen it
        for kind in PostKind:
            mails.invite(campaign, _post(campaign, school, kind), at)
    return campaign


def _refuse(campaign: Campaign, ticked: set[str], cap_exception: str) -> None:
    version = campaign.proposal.charter_version or charter.CURRENT
    if charter.unmet(version, ticked):
        raise DomainError(
            gettext_noop("A project is accepted when it meets every point of the charter.")
        )
    if (campaign.minimum_cents or 0) > terms_of(
        campaign
    ).minimum_cap.cents and not cap_exception.strip():
        raise DomainError(
            gettext_noop("The minimum goal passes the cap: say why an exception is made.")
        )


def structure_elsewhere(campaign: Campaign) -> Structure | None:
    """Return the structure of another school that has the SIRET written in the proposal."""
    siret = campaign.proposal.structure_siret
    if not siret:
        return None
    rows = Structure.objects.filter(siret=siret).exclude(school=campaign.school_id)
    return rows.select_related("school").first()


def _structure(campaign: Campaign, school: School, by: User, *, is_shared: bool) -> Structure:
    """Find the structure by its SIRET, else by school, kind and name; or write a new one."""
    # Two projects of a school accepted at once name one structure: the second one waits here.
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    proposal = campaign.proposal
    kind, name, siret = proposal.structure_kind, proposal.structure_name, proposal.structure_siret
    rows = Structure.objects.select_for_update(of=("self",))
    same = rows.filter(school=school, kind=kind, legal_name__iexact=name)
    if not siret:
        return same.first() or Structure.objects.create(school=school, kind=kind, legal_name=name)
    found = Structure.objects.filter(siret=siret).first()
    if found is None and (found := same.filter(siret="").first()):
        write_file(found, {"siret": siret}, by=by)  # a project before it did not know its SIRET
    if found is None:
        told = {"kind": kind, "legal_name": name, "school": school}
        found, _is_new = Structure.objects.get_or_create(siret=siret, defaults=told)
    if found.school_id != school.pk and not is_shared:
        raise _elsewhere(found)
    return found


def _elsewhere(structure: Structure) -> DomainError:
    """Its manager reads who gave and its account is paid: a slip of the pen must not choose it."""
    return DomainError(
        gettext_noop(
            "This SIRET is that of %(name)s, structure of %(school)s: say that it receives for "
            "this school too, or ask the holder to correct it."
        ),
        name=structure.legal_name,
        school=structure.school,
    )


def _post(campaign: Campaign, school: School, kind: PostKind) -> Post:
    proposal = campaign.proposal
    email = proposal.head_email if kind == PostKind.HEAD else proposal.manager_email
    known = Post.objects.current().filter(kind=kind, school=school, email__iexact=email)
    return known.first() or Post.objects.create(kind=kind, school=school, email=email.lower())

"""The head or the manager proves, by the link they were sent, that the post is theirs."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from campaigns.mails import POST_PURPOSE
from campaigns.models import Post
from kernel.domain import gettext_noop
from kernel.signing import InvalidLink, unseal
from tenants import audit

VALID = timedelta(days=30)


def find_post(token: str) -> Post:
    """Return the post a link is for; raise InvalidLink when it is old, changed or answered."""
    key = unseal(POST_PURPOSE, token, max_age=VALID)
    post = Post.objects.current().select_related("school").filter(pk=key).first()
    if post is None:
        raise InvalidLink(gettext_noop("This link leads nowhere any more."))
    return post


@transaction.atomic
def activate_post(*, token: str, by: User, at: datetime) -> Post:
    """Bind the post to the account that answers; its addresses stay what they were.

    Whoever was first keeps it: raise InvalidLink for anybody else.
    """
    post = Post.objects.select_for_update().get(pk=find_post(token).pk)
    if post.user_id not in {None, by.pk}:
        raise InvalidLink(gettext_noop("This link was used by another account."))
    if post.activated_at is None:
        post.user, post.activated_at = by, at
        post.save(update_fields=["user", "activated_at"])
        audit.record(action="post.activated", actor=by, target=post, detail={"kind": post.kind})
    return post

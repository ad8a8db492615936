"""Who among the people of the platform is told of an alert."""

from collections.abc import Sequence

from accounts.domain.roles import RoleKind
from accounts.models import Role
from kernel.ports import Recipient


class NationalAdministrators:
    """Those who have the role today and may sign in, each once, in their language."""

    name = "accounts"

    def alert_recipients(self) -> Sequence[Recipient]:
        roles = Role.objects.current().filter(kind=RoleKind.NATIONAL_ADMINISTRATOR)
        people = roles.filter(user__is_active=True).values_list("user__email", "user__language")
        return [
            Recipient(email=email, language=language)
            for email, language in people.order_by("user__email").distinct()
        ]

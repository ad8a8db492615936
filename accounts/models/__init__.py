"""Who people are, in `public`: the same person on every site."""

from accounts.models.address import AcademicDomain, HolderAdmission, PendingAddress
from accounts.models.api_key import ApiKey, ApiScope
from accounts.models.coordination import CoordinatingBody, Coordination
from accounts.models.invitation import Invitation
from accounts.models.legal import Acceptance, LegalKind, LegalText, LegalVersion
from accounts.models.preference import NotificationPreference
from accounts.models.role import Role
from accounts.models.user import User

__all__ = [
    "AcademicDomain",
    "Acceptance",
    "ApiKey",
    "ApiScope",
    "CoordinatingBody",
    "Coordination",
    "HolderAdmission",
    "Invitation",
    "LegalKind",
    "LegalText",
    "LegalVersion",
    "NotificationPreference",
    "PendingAddress",
    "Role",
    "User",
]

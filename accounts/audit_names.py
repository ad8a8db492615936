"""Acts on accounts and roles, as the audit log says them."""

from django.utils.translation import gettext_lazy as _

from tenants import audit

audit.name_actions(
    {
        "account.closed": _("Account closed"),
        "role.granted": _("Role given"),
        "role.ended": _("Role ended"),
        "member.invited": _("Member invited"),
        "member.uninvited": _("Invitation withdrawn"),
        "member.joined": _("Member joined"),
        "holder.admitted": _("Project holder admitted without an academic address"),
        "holder.admission_ended": _("Admission of a project holder ended"),
        "department.handed_over": _("Department handed over to another body"),
        "api_key.created": _("API key created"),
        "api_key.rotated": _("API key replaced"),
        "api_key.revoked": _("API key revoked"),
        "legal.published": _("Version of a legal text published"),
    }
)

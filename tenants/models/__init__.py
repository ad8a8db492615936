"""Tables of `public` that belong to no site in particular."""

from tenants.models.alert import Alert, AlertLevel
from tenants.models.attempt import AttemptCount
from tenants.models.audit import AuditEntry
from tenants.models.job import Beat, Job, JobRun, RunState
from tenants.models.mail import Mail, MailState, MailText
from tenants.models.operation import OperationKind, OperationState, SiteOperation
from tenants.models.tenant import Domain, SchemaTemplate, Tenant, TenantState, TenantType
from tenants.models.webhook import DeliveryState, Webhook, WebhookDelivery, WebhookEvent

__all__ = [
    "Alert",
    "AlertLevel",
    "AttemptCount",
    "AuditEntry",
    "Beat",
    "DeliveryState",
    "Domain",
    "Job",
    "JobRun",
    "Mail",
    "MailState",
    "MailText",
    "OperationKind",
    "OperationState",
    "RunState",
    "SchemaTemplate",
    "SiteOperation",
    "Tenant",
    "TenantState",
    "TenantType",
    "Webhook",
    "WebhookDelivery",
    "WebhookEvent",
]

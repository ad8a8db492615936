"""Tables of `public` that belong to no site in particular."""

from tenants.models.tenant import Domain, SchemaTemplate, Tenant, TenantState, TenantType

__all__ = ["Domain", "SchemaTemplate", "Tenant", "TenantState", "TenantType"]

"""Tables of `public` that belong to no site in particular."""

from tenants.models.tenant import Domain, Tenant, TenantState, TenantType

__all__ = ["Domain", "Tenant", "TenantState", "TenantType"]

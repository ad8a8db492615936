"""The sites of the platform and the plumbing they share (schema `public`).

A tenant is one site with its own PostgreSQL schema: the national one, or a department's.
Public names: `models.Tenant`, `context.in_tenant`, `context.enter`, `tasks.TenantDatabaseBackend`.
"""

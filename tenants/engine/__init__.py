"""Database engine: PostgreSQL with one schema per tenant."""

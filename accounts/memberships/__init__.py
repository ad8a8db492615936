"""The rights of people inside one site: these tables exist in every tenant's schema."""

"""Pages about people: coming in, the own account, invitations, legal texts."""

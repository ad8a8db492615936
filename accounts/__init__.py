"""People: sign-up, sign-in, roles and each person's own account (schema `public`)."""

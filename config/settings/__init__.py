"""Settings: `base`, then `dev`, `test` or `production`; each imports base and nothing else."""

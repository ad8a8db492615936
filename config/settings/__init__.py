"""Settings: `base`, then `dev`, `test` or `production`, each of which imports base and nothing else."""

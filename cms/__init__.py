"""Editorial foundations: pages, blocks, menus, forms, feeds; usable without any business app."""

"""How well search finds: a judged set of French, Arabic and English queries, on both engines."""

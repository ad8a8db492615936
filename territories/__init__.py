"""Reference data of the French school system, in the `public` schema, shared by every site.

Purpose: académies (dated), departments, communes, schools by their UAI code, school holidays and
time zones. Nothing here belongs to one site, and nothing above it is imported.

Rules (`domain`): a UAI code and its check letter, the department of a code, the school year,
holidays. Actions: `load_reference_data`, `import_schools` (the official directory).
Invariants: a department belongs to one académie at a time; a commune that was merged points to the
one that answers for it; a school code always carries its right letter.

Above this app a department is known by its code, a plain string: "02", "2A", "971".
"""

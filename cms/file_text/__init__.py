"""The words of files that pages hand over, so that search finds what a PDF says.

`formats` reads each format, in a process of its own (`program`) that a limit of memory and time
stops; `reading` calls it; `keeping` stores what was found, which `cms.search_documents` reads.
"""

"""What families, circles and people may do, as functions from values to values.

Knows no messenger, no database and no wording; decides nothing about quiet hours or permission to
reach a reader, which is for ``policy``.
"""

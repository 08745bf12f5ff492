"""The history of the tables, oldest first, as Alembic reads it. Nothing here is imported by the program."""

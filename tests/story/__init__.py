"""Stories told as chat transcripts: the same words on every messenger and database."""

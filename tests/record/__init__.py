"""Records that are handed out, and whether what is changed in one is found."""

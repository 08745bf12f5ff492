"""Material for tests: files and updates as they come from outside."""

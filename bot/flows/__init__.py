"""Guided conversations: typed forms that one person fills in. See ``flows.form``."""

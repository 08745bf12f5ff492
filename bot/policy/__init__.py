"""Whether something may reach a reader, and when. The only place where a draft becomes sendable.

Knows nothing of circles' rules, of flows or of the store.
"""

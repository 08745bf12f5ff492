"""What in somebody's words says who or where they are: one file for each kind of it.

Knows nothing of messages, circles and readers. ``bot.policy.identifiers`` puts it together.
"""

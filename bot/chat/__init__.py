"""The words all layers share: what people send, what is sent to them, and who carries it.

Knows no rule, no store and no messenger. Everything here is an immutable value or a Protocol.
"""

"""Servers that stand in for messengers in tests.

They know the messengers' rules and nothing of the program.
"""

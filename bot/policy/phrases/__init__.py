"""Phrases that are listened for, and everyday ones that only sound like them, a file for each language.

Written without accents and apostrophes, as `bot.policy.listening` hears them. They decide nothing.
"""

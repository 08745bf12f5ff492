"""The messengers, one package each: each fulfils the contract in ``bot.chat.messenger``.

They know nothing of each other.
"""

"""The networks on which people have names, as people call them.

Knows no names.
"""

from __future__ import annotations

from typing import Final

NETWORK_WORDS: Final = (
    r"insta(?:gram)?|ig|face\s?book|facebk|fb|feis(?:buk)?|face|snap(?:\s?chat)?|sc|tik\s?-?tok|twitter"
    r"|whats\s?app|whats|wasap|wazap"
    r"|guasap|wsp|telegram|messenger|msn|discord|signal|kik|venmo|cash\s?app|zelle|paypal|roblox"
    r"|xbox(?:\slive)?|psn"
    r"|playstation|steam|twitch|you\s?tube|skype|wechat|viber|pinterest|reddit|threads|linkedin|bluesky"
    r"|nintendo|fortnite|minecraft|life\s?360|marco\spolo|be\s?real|imessage|gmail|hotmail|icloud|yahoo"
)
ACCOUNT_WORDS: Final = (
    r"user\s?-?names?|user\s?id|handle|gamer\s?-?tag|screen\s?-?name|nombre\sde\susuario|usuario|arroba"
    r"|nick(?:\sname)?|log\s?in"
    r"|my\s@|mi\s@|(?:i\s)?go\sby|cash\s?tag|account\sname|profile\sname|e-?mail|correo(?:\selectronico)?"
    r"|(?:my|mi|our)\s(?:id|cuenta|perfil|account|profile|mail)"
)

"""The networks on which people have names, as people call them.

Knows no names.
"""

from __future__ import annotations

from typing import Final

NETWORK_WORDS: Final = (
    r"ins?ta(?:gra[mn])?|ig|face\s?book|facebk|fb|feis(?:buk|buc)?"
    r"|(?<!my\s)(?<!\ba\s)(?<!his\s)(?<!her\s)(?<!your\s)(?<!the\s)(?<!angry\s)(?<!funny\s)face"
    r"|snap(?:\s?chat)?|sc"
    r"|ti[kc]\s?-?to[kc]|tt|bigo|bereal|soundcloud|spotify|onlyfans|tumblr|imo|textnow|hangouts"
    r"|free\s?fire|clash\sroyale|rec\sroom|esnap|yutub|twitter"
    r"|whats\s?app|whats|guats|wasap|wazap"
    r"|guasap|wsp|telegram|mess?enger|equis|msn|discord|signal|kik|venmo|cash\s?app|zelle|paypal|roblox"
    r"|xbox(?:\slive)?|psn"
    r"|playstation|steam|twitch|you\s?tube|skype|wechat|viber|pinterest|reddit|threads|linkedin|bluesky"
    r"|the\s'?gram|el\sgram|cash\sme|vimeo|etsy|patreon|mercado\s?pago|alias|nintendo|fortnite|minecraft"
    r"|life\s?360|marco\spolo|be\s?real|imessage|gmail|hotmail|icloud|yahoo"
)
ACCOUNT_WORDS: Final = (
    r"user\s?-?names?|user\s?id|handle|gamer\s?-?tag|screen\s?-?name|nombre\sde\susuario|usuario|arroba"
    r"|nick(?:\sname)?|log\s?in|user|(?:switch|game|player|gaming|nintendo)\sname"
    r"|my\s@|mi\s@|(?:i\s)?go\sby|cash\s?tag|account\sname|profile\sname|e-?mail|correo(?:\selectronico)?"
    r"|(?:my|mi|our)\s(?:id|cuenta|perfil|account|profile|mail)"
)

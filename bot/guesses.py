"""How often whoever is at one address may guess a secret.

Knows no secret, and nothing of what is guessed. Measured on a monotonic clock that is handed in; one process
knows nothing of another's, so several together bear as many times more.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

MISSES: Final = 20
SECONDS: Final = 60.0
REMEMBERED: Final = 4096
# Whoever has one address of IPv6 has as many as this leaves open (RFC 6177).
_ONE_SITE: Final = 64


class Guesses:
    """Counts misses of the last minute by address; of too many addresses, forgets who missed longest ago."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._missed: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_for(self, address: str) -> int:
        """Return how many whole seconds this address has to wait before it may guess; 0 where it may."""
        times = self._missed.get(_site(address), deque())
        if len(times) < MISSES:
            return 0
        return max(0, math.ceil(times[0] + SECONDS - self._monotonic()))

    def missed(self, address: str) -> None:
        """Remember that this address has guessed wrong just now."""
        site = _site(address)
        self._missed.setdefault(site, deque(maxlen=MISSES)).append(self._monotonic())
        self._missed.move_to_end(site)
        if len(self._missed) > REMEMBERED:
            self._missed.popitem(last=False)


def _site(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ip_network((int(known), _ONE_SITE), strict=False).network_address)

"""Addresses in a configuration: of servers, of ourselves, of the store, of the bot's account.

Knows no key and no section. A complaint never quotes the address: it may hold a password or a token.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

from bot.config.problems import Unfit


def _store_url(secret: SecretStr) -> SecretStr:
    url = secret.get_secret_value()
    scheme, _, rest = url.partition("://")
    # A PostgreSQL behind a socket has no host in its address: postgresql:///name?host=/run/postgresql.
    if (scheme == "postgresql" and rest) or (
        scheme == "sqlite" and rest[:1] == "/" and rest[1:] and "?" not in rest
    ):
        return secret
    says = "is not the address of a store"
    raise Unfit(says, 'write "sqlite:///coparenting.db" or "postgresql://user@host/name".')


def _matrix_user(value: str) -> str:
    if not re.fullmatch(r"@[a-z0-9._=/+-]+:[A-Za-z0-9.:\[\]-]+", value):
        says = "is not a Matrix id"
        raise Unfit(says, 'write it like "@coparenting:example.org".')
    return value


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    return parts.hostname or ""


def is_loopback(host: str) -> bool:
    """Tell whether only programs on this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_near(host: str) -> bool:
    """Tell whether ``host`` is in a network of our own: a private address, or a name without a dot."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def _web_address(value: str, *, near_is_enough: bool) -> str:
    host, scheme = _host(value), value.partition("://")[0]
    if not host or scheme not in ("http", "https") or re.search(r"[\s?#@]", value):
        says = "is not a web address (without user, question mark or #)"
        raise Unfit(says, 'write it whole, like "https://example.org".')
    if scheme == "http" and not (is_loopback(host) or (near_is_enough and _is_near(host))):
        says = "would go over the open internet unprotected"
        raise Unfit(says, "write https:// instead of http://.")
    return value.rstrip("/")


def _public(value: str) -> str:
    return _web_address(value, near_is_enough=False)


def _server(value: str) -> str:
    if re.search(r"/bot\d+:", value):
        says = "has a bot token in it"
        raise Unfit(says, "write only the part before /bot, and the token under `token_file`.")
    return _web_address(value, near_is_enough=True)


StoreUrl = Annotated[SecretStr, AfterValidator(_store_url)]
MatrixUser = Annotated[str, AfterValidator(_matrix_user)]
PublicUrl = Annotated[str, AfterValidator(_public)]
ServerUrl = Annotated[str, AfterValidator(_server)]

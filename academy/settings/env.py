"""Typed readers of the environment: a bad value stops the start and names its variable.

Every variable may instead be given as ``<NAME>_FILE``, the path of a file that holds the value.
Each name that is read is remembered in ``READ``, which a test holds against docs/settings.md.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

READ: set[str] = set()
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def raw(name: str) -> str | None:
    """The text of a variable, or of the file its ``_FILE`` twin names; None where neither is set."""
    READ.add(name)
    path = os.environ.get(f"{name}_FILE")
    if path and name in os.environ:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Set one of them.")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error.strerror}.") from error
    value = os.environ.get(name)
    return value.strip() if value is not None and value.strip() else None


def text(name: str, default: str = "") -> str:
    """The variable as text."""
    return raw(name) or default


def required(name: str) -> str:
    """The variable as text; its absence stops the start."""
    value = raw(name)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. docs/settings.md says what it is for.")
    return value


def integer(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """The variable as a whole number between least and most."""
    value = raw(name)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if not least <= number <= most:
        raise ImproperlyConfigured(f"{name} must lie between {least} and {most}, not {number}.")
    return number


def boolean(name: str, default: bool) -> bool:
    """The variable as yes or no: 1, true, yes, on; 0, false, no, off."""
    value = raw(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0 (also true, false, yes, no, on, off), not {value!r}.")


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The variable as a list: parts between commas, without blanks."""
    value = raw(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def folder(name: str, default: Path) -> Path:
    """The variable as an absolute folder path. The folder need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def socket_file(name: str) -> str:
    """The variable as the absolute path of a socket, empty where there is none. It need not be there yet."""
    value = text(name)
    if value and not Path(value).is_absolute():
        raise ImproperlyConfigured(f"{name} must be the whole path of a socket, from / on, not {value!r}.")
    return value


def address(name: str, default: str = "") -> str:
    """The variable as an http or https address without a path, no slash at its end."""
    value = text(name, default)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/")):
        raise ImproperlyConfigured(f"{name} must be an address such as https://academy.example, not {value!r}.")
    return value.rstrip("/")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """The variable in capitals, one of a closed list."""
    value = text(name, default).upper()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value

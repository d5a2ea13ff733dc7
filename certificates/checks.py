"""Start-up checks: the typefaces without which no certificate can be made."""

from typing import Any

from django.core.checks import Error, register

from certificates import typefaces


@register()
def typefaces_are_there(**_kwargs: Any) -> list[Error]:
    """Our own faces and the system's Noto are installed."""
    return [
        Error(f"The typeface {name} is missing.", hint="Install Debian's fonts-noto-core.", id="certificates.E001")
        for name in typefaces.missing()
    ]

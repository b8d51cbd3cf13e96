"""Where e-mail goes, as the environment says it.

`NEP_SMTP_URL` names the server in one line: `smtp://host:25`, `smtp://name:password@host:587?tls=1`
(STARTTLS) or `smtps://name:password@host:465`. In its place the usual `EMAIL_HOST`, `EMAIL_PORT`,
`EMAIL_HOST_USER`, `EMAIL_HOST_PASSWORD`, `EMAIL_USE_TLS` and `EMAIL_USE_SSL` are read. Without
either no e-mail is sent.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

PORTS = {"smtp": 25, "smtps": 465}


def mail_settings(environment: Mapping[str, str]) -> dict[str, str | int | bool]:
    """Return Django's settings of the mail server; an empty host where none is named.

    :raises ValueError: when `NEP_SMTP_URL` names no server that can be understood.
    """
    url = environment.get("NEP_SMTP_URL", "")
    return _from_url(url) if url else _usual(environment)


def _from_url(url: str) -> dict[str, str | int | bool]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        message = "NEP_SMTP_URL is written smtp://name:password@host:587?tls=1 or smtps://…:465"
        raise ValueError(message)
    asked = dict(parse_qsl(parts.query))
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asked.get("tls") == "1",
    }


def _usual(environment: Mapping[str, str]) -> dict[str, str | int | bool]:
    return {
        "EMAIL_HOST": environment.get("EMAIL_HOST", ""),
        "EMAIL_PORT": int(environment.get("EMAIL_PORT") or PORTS["smtp"]),
        "EMAIL_HOST_USER": environment.get("EMAIL_HOST_USER", ""),
        "EMAIL_HOST_PASSWORD": environment.get("EMAIL_HOST_PASSWORD", ""),
        "EMAIL_USE_SSL": environment.get("EMAIL_USE_SSL") == "1",
        "EMAIL_USE_TLS": environment.get("EMAIL_USE_TLS") == "1",
    }


def own_address(environment: Mapping[str, str], host: str, *, secure: bool) -> str:
    """Return the address at which people reach the installation: `NEP_ADDRESS`, or a guess."""
    guess = f"https://{host}" if secure else f"http://{host}:{environment.get('PORT') or 8000}"
    return (environment.get("NEP_ADDRESS") or guess).rstrip("/")

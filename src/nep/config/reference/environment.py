"""The environment variables: what differs from machine to machine."""

from nep.config.reference.markdown import code, page, table

VARIABLES = {
    "NEP_HOME": ("folder that holds everything an installation must not lose", "`var/`"),
    "PORT": ("port of the web server on this machine; 0 takes a free one", "8000"),
    "NEP_DEMO": ("0 keeps the demonstration out of an empty installation", "1"),
    "DATABASE_URL": ("a PostgreSQL server of yours (15 or newer)", "the one that comes along"),
    "DATABASE_OWNER_URL": (
        "the role that owns the tables there; migrations, backup and restore alone use it",
        "`DATABASE_URL`",
    ),
    "NEP_SECRET_KEY": ("what signs sessions", "made once, in `NEP_HOME/secrets`"),
    "NEP_HOSTS": (
        "names that the server answers to, with commas between",
        "`localhost`, `127.0.0.1`, `[::1]`",
    ),
    "NEP_HTTPS": ("1 behind a proxy that speaks TLS: cookies travel by TLS alone", "0"),
    "NEP_ADDRESS": ("where people reach the installation, for links in letters", "a guess"),
    "NEP_INNER_NETWORKS": (
        "networks that are inside: who signs in from elsewhere needs a second factor",
        "private networks",
    ),
    "NEP_SMTP_URL": (
        "mail server: `smtp://name:password@host:587?tls=1`, `smtps://…:465`",
        "`EMAIL_…`",
    ),
    "NEP_MAIL_FROM": ("sender of letters", "`nep@` the address"),
    "EMAIL_HOST": ("mail server, where no `NEP_SMTP_URL` is set", "no e-mail is sent"),
    "EMAIL_PORT": ("its port", "25"),
    "EMAIL_HOST_USER": ("name at the mail server", ""),
    "EMAIL_HOST_PASSWORD": ("password at the mail server", ""),
    "EMAIL_USE_TLS": ("1: STARTTLS", "0"),
    "EMAIL_USE_SSL": ("1: TLS from the first byte", "0"),
    "NEP_DEBUG": ("1 shows faults to a developer; never in use", "0"),
    "DJANGO_SETTINGS_MODULE": ("settings of an installation of its own", "`nep.config.settings`"),
}


def settings_page() -> str:
    """Return the page of environment variables."""
    rows = [[code(name), meaning, otherwise] for name, (meaning, otherwise) in VARIABLES.items()]
    return page(
        "Settings",
        "Set in the environment of `nep`; how they go together:"
        " [run on a server of your own](../how-to/run-on-an-own-server.md). What the law or the"
        " house sets is no setting but a [parameter](parameters.md) with its dates.",
        table(["Variable", "Meaning", "Otherwise"], rows),
    )

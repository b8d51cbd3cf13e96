"""What every answer must tell the browser, so that a page can do no harm (R64)."""

from collections.abc import Iterator

from django.http import HttpResponseBase

SELF, NONE = "'self'", "'none'"
POLICY = {
    "default-src": NONE,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": f"{SELF} data:",
    "font-src": SELF,
    "connect-src": SELF,
    "form-action": SELF,
    "base-uri": NONE,
    "frame-ancestors": NONE,
    "manifest-src": SELF,
}
"""Nothing from elsewhere, nothing inline, no frame around us."""
OF_A_FILE = {"default-src": NONE, "style-src": "'unsafe-inline'", "frame-ancestors": NONE}
"""A stored file loads nothing at all; its own style is that of the browser's viewer."""
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def unprotected(answer: HttpResponseBase) -> Iterator[str]:
    """Yield what an answer fails to say, a sentence each."""
    said = answer.headers.get("Content-Security-Policy", "")
    policy = dict(part.strip().split(" ", 1) for part in said.split(";") if " " in part.strip())
    if policy not in (POLICY, OF_A_FILE):
        yield f"the content security policy is {said or 'missing'}"
    for header, wanted in OTHERS.items():
        if answer.headers.get(header) != wanted:
            yield f"{header} is {answer.headers.get(header)}"

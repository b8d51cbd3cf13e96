"""Reads of stored files; who may see one is for the module that owns it to say."""

from nep.platform.files.models import StoredFile


def stored_file(sha256: str) -> StoredFile:
    """Return the file with this content.

    :raises StoredFile.DoesNotExist: when no such content is kept.
    """
    return StoredFile.objects.get(sha256=sha256)

"""The posts that have to know a document, as they are ticked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Post


class RecipientsForm(forms.Form):
    """Boxes to tick, one for each post of the agency."""

    posts = forms.TypedMultipleChoiceField(
        label=_("Posts that have to know this document"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, offered: Iterable[Post], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choices = [(post.pk, f"{post.title} – {post.unit}") for post in offered]
        self.fields["posts"].choices = choices  # type: ignore[attr-defined]  # a choice field

"""Forms that turn what people type into the values of the rules."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.foundation.clock import VIETNAM
from nep.support.documents.models import (
    KIND_NAMES,
    SECTION_NAMES,
    SIGNING_NAMES,
    STANDING_NAMES,
    Revision,
)
from nep.support.documents.permissions import reviewed_themselves
from nep.support.documents.queries.visible import Wanted
from nep.support.documents.rules.approval import Approval, Decision, SigningForm
from nep.support.documents.rules.changes import LONGEST_CHANGE_LINES
from nep.support.documents.rules.documents import (
    ADOPTED_BY_THE_PROVINCE,
    LONGEST_CODE,
    DocumentKind,
)
from nep.support.documents.rules.revisions import Standing
from nep.support.documents.rules.text import LONGEST_SECTION, Section, Text
from nep.support.documents.services.approval import usual_signing
from nep.support.documents.services.drafting import NewDocument

ROWS_OF_CONTENT = 20
ROWS_OF_OTHERS = 5


class ListForm(forms.Form):
    """What a reader of the list looks for; whatever is odd in the address is left out."""

    tim = forms.CharField(label=_("Code or words of the title"), required=False)
    loai = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *KIND_NAMES.items()]
    )
    tinh_trang = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("All")), *STANDING_NAMES.items()]
    )
    co_quan = forms.SlugField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """Return the value of the query."""
        self.full_clean()
        kind, standing = self.cleaned_data.get("loai"), self.cleaned_data.get("tinh_trang")
        return Wanted(
            words=self.cleaned_data.get("tim", ""),
            kind=DocumentKind(kind) if kind else None,
            standing=Standing(standing) if standing else None,
            agency_code=self.cleaned_data.get("co_quan", ""),
        )


class NewDocumentForm(forms.Form):
    """Code, kind and title of a document to open."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    code = forms.CharField(
        label=_("Document code"),
        max_length=LONGEST_CODE,
        help_text=_("As your agency codes its documents, such as QT-TP-01."),
    )
    title = forms.CharField(label=_("Title"), max_length=300)

    def new_document(self) -> NewDocument:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return NewDocument(typed["code"], DocumentKind(typed["kind"]), typed["title"])


class TextForm(forms.Form):
    """The seven sections and what is new; the edition tells when somebody else saved first."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        revision: Revision,
        suggested: str = "",
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].initial = revision.edition
        if revision.number > 1:
            self.fields["change_summary"] = forms.CharField(
                label=_("What is new in this revision"),
                required=False,
                initial=revision.change_summary,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Printed on the amendment sheet: what changed, where, and why."),
            )
            self.fields["change_lines"] = forms.CharField(
                label=_("The change in two lines"),
                required=False,
                max_length=LONGEST_CHANGE_LINES,
                initial=revision.change_lines or suggested,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_(
                    "Shown inside the tasks that use this text. Left empty, it is written from "
                    "what differs when you send it to review."
                ),
            )
        for section in Section:
            rows = ROWS_OF_CONTENT if section is Section.CONTENT else ROWS_OF_OTHERS
            self.fields[section.value] = forms.CharField(
                label=f"{section.place}. {SECTION_NAMES[section]}",
                required=False,
                max_length=LONGEST_SECTION,
                initial=revision.text.of(section),
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def text(self) -> Text:
        """Return the sections as the value of the act."""
        return Text(**{section.value: self.cleaned_data[section.value] for section in Section})


class ApprovalForm(forms.Form):
    """From when, by what decision, and how it is signed."""

    effective_on = forms.DateField(
        label=_("In force from"),
        help_text=_("From midnight of this day; if it is today, from the moment you approve."),
    )
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=40)
    decision_on = forms.DateField(label=_("Day of the decision"))
    decision_signer = forms.CharField(label=_("Signed by"), max_length=120)
    decision_issuer = forms.CharField(label=_("Issued by"), max_length=200)
    signing = forms.ChoiceField(
        label=_("You sign"), choices=[(form.name, name) for form, name in SIGNING_NAMES.items()]
    )
    sole_reviewer_reason = forms.CharField(
        label=_("Why nobody else could review the text"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        revision: Revision,
        actor: Actor,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signing"].initial = usual_signing(actor, revision).name
        if revision.document.kind not in ADOPTED_BY_THE_PROVINCE:
            for name in ("decision_number", "decision_on", "decision_signer", "decision_issuer"):
                self.fields[name].required = False
        if not reviewed_themselves(actor, revision):
            del self.fields["sole_reviewer_reason"]

    def approval(self, *, at: datetime) -> Approval:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return Approval(
            effective_from=_beginning(typed["effective_on"], at=at),
            decision=self._decision(),
            signing=SigningForm[typed["signing"]],
            sole_reviewer_reason=typed.get("sole_reviewer_reason", ""),
        )

    def _decision(self) -> Decision | None:
        typed = self.cleaned_data
        given = [typed[f"decision_{part}"] for part in ("number", "on", "signer", "issuer")]
        return Decision(*given) if any(given) else None

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a decision that is only partly named."""
        typed = super().clean() or {}
        parts = [name for name in self.fields if name.startswith("decision_")]
        if any(typed.get(part) for part in parts):
            for part in parts:
                if not typed.get(part) and part not in self.errors:
                    self.add_error(
                        part, _("A decision has a number, a day, a signer and an issuer.")
                    )
        return typed


def _beginning(on: date, *, at: datetime) -> datetime:
    """Return the moment at which a text that applies from a day begins to apply."""
    return at if on == local_day(at) else datetime.combine(on, time(), tzinfo=VIETNAM)

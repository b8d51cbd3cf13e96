"""The components of every page; `/ui/` shows them all to developers.

Marks, pills and due dates stand in every row of long tables, so they are written by Python;
everything else is a template of `templates/ui/`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.template.context import Context, RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nep.foundation.paging import PARAMETER, Page, grouped
from nep.foundation.templatetags.nep import day, moment
from nep.foundation.ui import StoryLine, Tab, Text, Tone
from nep.foundation.verdicts import ALLOWED, Verdict

register = template.Library()

_SHAPES = {
    Tone.ON_TIME: '<circle cx="6" cy="6" r="5"/>',
    Tone.SOON: '<path d="M6 1a5 5 0 0 1 0 10z"/>'
    '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    Tone.LATE: '<path d="M6 1 11.5 11H.5z"/>',
    Tone.WAITING: '<path d="M2 1.5h3v9H2zM7 1.5h3v9H7z"/>',
    Tone.DONE: '<path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" stroke-width="2"/>',
    Tone.PLAIN: '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor"'
    ' stroke-width="1.5"/>',
}
_MARKS = {
    tone: mark_safe(  # noqa: S308 - our own drawings
        f'<svg class="tone-mark tone-{tone}" viewBox="0 0 12 12" fill="currentColor"'
        f' aria-hidden="true">{shape}</svg>'
    )
    for tone, shape in _SHAPES.items()
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite (`scripts/icons.txt` lists them); words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("vendor/icons/icons.svg"),
        name,
    )


@register.simple_tag
def mark(tone: str) -> SafeString:
    """Draw the mark of a tone: ● ◐ ▲ ❚❚ ✓."""
    return _MARKS[Tone(tone)]


@register.simple_tag
def pill(tone: str, text: Text) -> SafeString:
    """Say a status: its mark and its word."""
    return format_html('<span class="pill tone-{}">{}{}</span>', tone, _MARKS[Tone(tone)], text)


@register.simple_tag
def due(tone: str, words: Text, at: date | datetime | None = None) -> SafeString:
    """Say a due date, words first ("1 day 3 hours left"), then the date, quietly."""
    written = moment(at) if isinstance(at, datetime) else day(at)
    when = format_html('<span class="due-date">{}</span>', written) if at else ""
    return format_html(
        '<span class="due tone-{}">{}<span class="due-words">{}</span></span>{}',
        tone,
        _MARKS[Tone(tone)],
        words,
        when,
    )


@register.inclusion_tag("ui/field.html")
def field(bound: forms.BoundField, hint: Text = "") -> dict[str, Any]:
    """Render one field of a form: label, hint, control, and its errors beside it."""
    hint = hint or bound.help_text
    notes = [f"{bound.id_for_label}-hint"] if hint else []
    if bound.errors:
        notes.append(f"{bound.id_for_label}-error")
    attributes: dict[str, Any] = {
        "class": _control_class(bound),
        # False drops what a library put there.
        "placeholder": isinstance(bound.field, forms.DateField) and "dd/mm/yyyy",
        "aria-describedby": " ".join(notes) or False,
    }
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "hint": hint,
        "choices": isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "single_check": isinstance(bound.field.widget, forms.CheckboxInput),
    }


def _control_class(bound: forms.BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.CheckboxInput):
        return "form-check-input"
    kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return f"{kind} is-invalid" if bound.errors else kind


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Sum up at the top what must be mended, each line leading to its field."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("ui/act.html")
def act(
    verdict: Verdict | bool,  # noqa: FBT001 - a template writes {% act may_approve "Approve" %}
    label: Text,
    name: str = "",
    value: str = "",
    look: str = "primary",
) -> dict[str, Any]:
    """Render the button of an act, or the same button disabled with the reason beneath it."""
    answer = verdict if isinstance(verdict, Verdict) else ALLOWED
    return {
        "allowed": bool(verdict),
        "reason": answer.reason,
        "label": label,
        "name": name,
        "value": value,
        "look": look,
        "key": f"reason-{name or 'act'}-{value}".rstrip("-"),
    }


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[Tab], label: Text = "") -> dict[str, Any]:
    """Render the tabs of a page, with how many rows stand behind each."""
    return {"items": items, "label": label or _("Views of this page")}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Lead to the neighbours of a page of a list; nobody counts them all."""
    return {"request": context["request"], "page": page, "parameter": PARAMETER}


@register.inclusion_tag("ui/empty.html")
def empty(
    title: Text, why: Text = "", act: Text = "", address: str = "", icon: str = "inbox"
) -> dict[str, Any]:
    """Say what would stand here, why it is empty, and the next act."""
    return {"title": title, "why": why, "act": act, "address": address, "icon_name": icon}


@register.inclusion_tag("ui/story.html")
def story(lines: Iterable[StoryLine]) -> dict[str, Any]:
    """Tell what happened in sentences, in the order given."""
    return {"lines": lines}


@register.inclusion_tag("ui/facts.html")
def facts(pairs: Iterable[tuple[Text, Any]]) -> dict[str, Any]:
    """List terms and their values; a pair without a value is left out."""
    return {"pairs": [(term, value) for term, value in pairs if value not in (None, "")]}


@register.inclusion_tag("ui/crumb.html")
def crumb(label: Text, address: str = "") -> dict[str, Any]:
    """Name one step of the way to this page; the last one has no address."""
    return {"label": label, "address": address}


@register.inclusion_tag("ui/column.html", takes_context=True)
def column(context: RequestContext, label: Text, key: str, kind: str = "") -> dict[str, Any]:
    """Head a column that can be sorted: `?xep=key`, and `?xep=-key` the other way round."""
    request = context["request"]
    chosen = request.GET.get("xep", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    following = f"-{key}" if order == "ascending" else key
    return {"request": request, "label": label, "order": order, "next": following, "kind": kind}


@register.simple_block_tag(takes_context=True)
def keep(context: Context, content: str, name: str) -> str:
    """Keep what stands between the tags for a second use: {% keep "title" %}…{% endkeep %}."""
    context[name] = mark_safe(content.strip())  # noqa: S308 - rendered, thus escaped
    return ""


@register.filter
def money(amount: Decimal | float | None) -> str:
    """Write an amount in đồng: 150.000 đ."""
    return "" if amount is None else f"{grouped(round(amount))}\N{NO-BREAK SPACE}đ"


@register.filter
def decimal(number: Decimal | float | None) -> str:
    """Write a number with the Vietnamese comma and without idle zeros: 1.234,5."""
    if number is None:
        return ""
    whole, _point, rest = f"{abs(Decimal(str(number))):f}".partition(".")
    rest = rest.rstrip("0")
    sign = "-" if number < 0 else ""
    return sign + grouped(int(whole)) + (f",{rest}" if rest else "")

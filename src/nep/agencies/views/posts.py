"""The acts on a person's post: moving, leaving, and its roles."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.forms import (
    DelegateForm,
    GiveRoleForm,
    MoveForm,
    ReceiverForm,
    WithdrawRoleForm,
)
from nep.agencies.models import Staff
from nep.agencies.permissions import may_end
from nep.agencies.queries import agencies_administered_by, local_day, roles_of, units_of
from nep.agencies.requests import StaffRequest
from nep.agencies.services import delegate_role, give_role, people
from nep.agencies.services.leaving import leave_post, withdraw_role
from nep.agencies.views.keeping import (
    asked_agency,
    asked_post,
    colleagues_of,
    form_page,
    keeper_page,
    sent,
)
from nep.agencies.views.person import back_to
from nep.foundation import clock


@require_http_methods(["GET", "POST"])
@keeper_page
def move_page(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """Move somebody to another post from today on; their open work passes to a colleague."""
    staff = asked_post(request, username, staff_id)
    may_end(request.actor, staff, at=clock.now()).enforce()
    agency = asked_agency(request)
    form = MoveForm(sent(request), units=units_of(agency), colleagues=colleagues_of(staff))

    def act() -> HttpResponse:
        people.move_to_post(
            staff, form.seat(), receiver=form.takes_over(), actor=request.actor, at=clock.now()
        )
        return back_to(request, staff.person)

    context = {
        "staff": staff,
        "person": staff.person,
        "agency": agency,
        "agencies": list(agencies_administered_by(request.actor, at=clock.now())),
    }
    return form_page(request, "agencies/move.html", form, act, **context)


@require_http_methods(["GET", "POST"])
@keeper_page
def leave_page(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """End a post today; open work passes on first."""
    staff = asked_post(request, username, staff_id)
    may_end(request.actor, staff, at=clock.now()).enforce()
    form = ReceiverForm(sent(request), colleagues=colleagues_of(staff))

    def act() -> HttpResponse:
        leave_post(staff, receiver=form.takes_over(), actor=request.actor, at=clock.now())
        return back_to(request, staff.person)

    context = {"staff": staff, "person": staff.person}
    return form_page(request, "agencies/leave.html", form, act, **context)


@require_GET
@keeper_page
def roles_page(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """Show the roles of a post, and the forms to give, withdraw and delegate them."""
    staff = asked_post(request, username, staff_id)
    return TemplateResponse(request, "agencies/roles.html", _roles(staff))


@require_POST
@keeper_page
def give(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """Give a role."""
    staff = asked_post(request, username, staff_id)
    form = GiveRoleForm(request.POST)

    def act() -> HttpResponse:
        typed = form.cleaned_data
        give_role(staff, typed["role"], since=typed["since"], actor=request.actor, at=clock.now())
        return back_to(request, staff.person)

    context = {**_roles(staff), "give_form": form}
    return form_page(request, "agencies/roles.html", form, act, **context)


@require_POST
@keeper_page
def withdraw(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """Withdraw a role; the open work in it passes on first."""
    staff = asked_post(request, username, staff_id)
    form = WithdrawRoleForm(request.POST, colleagues=colleagues_of(staff))

    def act() -> HttpResponse:
        role, receiver = form.cleaned_data["role"], form.takes_over()
        withdraw_role(staff, role, receiver=receiver, actor=request.actor, at=clock.now())
        return back_to(request, staff.person)

    context = {**_roles(staff), "withdraw_form": form}
    return form_page(request, "agencies/roles.html", form, act, **context)


@require_POST
@keeper_page
def delegate(request: StaffRequest, username: str, staff_id: int) -> HttpResponse:
    """Record that a colleague stands in, by a decision."""
    staff = asked_post(request, username, staff_id)
    form = DelegateForm(request.POST, colleagues=colleagues_of(staff))

    def act() -> HttpResponse:
        delegate_role(
            staff,
            form.stands_in(),
            form.cleaned_data["role"],
            order=form.order(),
            actor=request.actor,
            at=clock.now(),
        )
        return back_to(request, staff.person)

    context = {**_roles(staff), "delegate_form": form}
    return form_page(request, "agencies/roles.html", form, act, **context)


def _roles(staff: Staff) -> dict[str, object]:
    colleagues = colleagues_of(staff)
    held = roles_of(staff, on=local_day(clock.now()))
    choices = [(given.role, given.get_role_display()) for given in held]
    today = f"{clock.today():%d/%m/%Y}"
    give_form = GiveRoleForm(initial={"since": today}, prefix=None)
    withdraw_form = WithdrawRoleForm(colleagues=colleagues, auto_id="withdraw_%s")
    delegate_form = DelegateForm(
        colleagues=colleagues, auto_id="delegate_%s", initial={"first": today}
    )
    for form in (withdraw_form, delegate_form):
        form.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice field
    return {
        "staff": staff,
        "person": staff.person,
        "held": held,
        "give_form": give_form,
        "withdraw_form": withdraw_form,
        "delegate_form": delegate_form,
    }

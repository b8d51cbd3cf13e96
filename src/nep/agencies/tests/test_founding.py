"""Beginning a real province: on an empty installation, once, all of it or nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from nep.agencies.management.commands import init
from nep.agencies.models import Agency, Staff
from nep.agencies.queries import actor_for, focal_agency, superior_of
from nep.agencies.rules import Permission
from nep.agencies.services.founding import province_called
from nep.agencies.tests.factories import AgencyFactory
from nep.platform.accounts.models import User
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db

GIVEN = {
    "province": "Khánh Hòa",
    "agency": "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "username": "quantri",
    "full_name": "Nguyễn Thị Mẫu",
}


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def standard_input(monkeypatch):
    """Return a way to let somebody type, or a pipe send, what the command reads."""

    def typed(text: str, *, terminal: bool = False) -> None:
        monkeypatch.setattr("sys.stdin", (Terminal if terminal else io.StringIO)(text))

    typed("")
    return typed


def founded(**changed: object) -> str:
    said = io.StringIO()
    call_command("init", stdout=said, **{**GIVEN, **changed})
    return said.getvalue()


@pytest.mark.usefixtures("standard_input")
class TestInit:
    def test_it_leaves_a_focal_agency_and_one_administrator_who_can_sign_in_once(self, at, client):
        said = founded()

        focal = focal_agency(at.date())
        assert focal.code == "chi-cuc-tieu-chuan-do-luong-chat-luong"
        assert superior_of(focal).name == "UBND tỉnh Khánh Hòa"
        person = User.objects.get(username="quantri")
        password = said.split("password: ")[1].split()[0]
        assert person.check_password(password)
        actor = actor_for(Staff.objects.get(person=person), at=at)
        assert actor.holds(Permission.ADMINISTER)
        assert "agencies.province_founded" in Entry.objects.values_list("act", flat=True)

    def test_a_password_of_their_own_comes_by_standard_input(self, standard_input):
        standard_input("một câu dài để nhớ\nrest")

        said = founded(password_stdin=True)

        assert "password" not in said
        person = User.objects.get(username="quantri")
        assert person.check_password("một câu dài để nhớ")
        assert not person.password_is_temporary

    @pytest.mark.parametrize(
        "wrong",
        [
            {"agency_code": "Chi cục"},
            {"agency_code": "ubnd-tinh-khanh-hoa"},
            {"agency_code": "x" * 81},
            {"username": "Quản trị"},
            {"full_name": "   "},
            {"province": "x" * 121},
            {"since": "2030-01-01"},
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_stays(self, wrong):
        with pytest.raises((CommandError, SystemExit)):
            call_command("init", *_arguments({**GIVEN, **wrong}), stdout=io.StringIO())

        assert not Agency.objects.exists()
        assert not User.objects.exists()

    def test_a_password_that_everybody_guesses_is_refused(self, standard_input):
        for password in ("12345678\n", "", "ngắn\n"):
            standard_input(password)
            with pytest.raises(CommandError):
                founded(password_stdin=True)
        assert not Agency.objects.exists()

    def test_where_agencies_stand_nothing_is_founded(self):
        AgencyFactory()

        with pytest.raises(CommandError):
            founded()
        assert Agency.objects.count() == 1

    def test_what_is_missing_is_named_or_asked_for(self, standard_input, monkeypatch):
        with pytest.raises(CommandError, match="--agency"):
            founded(agency=None)

        standard_input("", terminal=True)
        monkeypatch.setattr("builtins.input", lambda asked: GIVEN["agency"])
        founded(agency=None)
        assert Agency.objects.count() == 2

    def test_a_demonstration_is_never_mixed_in(self):
        founded()

        with pytest.raises(CommandError):
            call_command("demo", "load", stdout=io.StringIO())
        assert Agency.objects.count() == 2

    def test_a_day_that_is_none_is_told(self):
        with pytest.raises(CommandError):
            call_command("init", "--since", "tháng Giêng")


def _arguments(given: dict[str, str]) -> list[str]:
    return [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Khánh Hòa", "tỉnh Khánh Hòa"),
        ("Tỉnh  Khánh Hòa", "tỉnh Khánh Hòa"),
        ("THÀNH PHỐ Huế", "thành phố Huế"),
    ],
)
def test_a_province_is_called_as_papers_call_it(typed, called):
    assert province_called(typed) == called


def test_every_question_has_its_option():
    parser = init.Command().create_parser("nep", "init")

    options = {action.dest for action in parser._actions}
    assert set(init.QUESTIONS) <= options

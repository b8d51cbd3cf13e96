"""Documents of the demo besides procedures for citizens, at every turn of their life.

A policy in force; a system procedure that was amended on a request; an instruction whose draft
came back with remarks; and a request that waits for its answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Role
from nep.demo.seats import Seats
from nep.support.distribution.queries import posts_offered
from nep.support.distribution.services import confirm_reading, distribute
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.queries.visible import documents_visible_to
from nep.support.documents.rules.approval import Approval
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.places import Placed
from nep.support.documents.rules.requests import Asked, RequestKind
from nep.support.documents.rules.text import Text
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.describing import Description, describe_document
from nep.support.documents.services.drafting import (
    NewDocument,
    draft_document,
    submit_for_review,
    write_text,
)
from nep.support.documents.services.requests import (
    accept_request,
    ask_for_change,
    draft_on_request,
)
from nep.support.documents.services.review import confirm_review, return_to_drafter

A_YEAR_BEFORE = timedelta(weeks=50)  # so that a review is due soon
ONE_DAY = timedelta(days=1)
UNIT = "Văn phòng HĐND và UBND huyện"

POLICY = NewDocument("CSCL", DocumentKind.POLICY, "Chính sách chất lượng")
CONTROL = NewDocument("QT-HT-01", DocumentKind.SYSTEM_PROCEDURE, "Kiểm soát thông tin dạng văn bản")
DUTY = NewDocument(
    "HD-01", DocumentKind.WORK_INSTRUCTION, "Hướng dẫn trực Bộ phận Tiếp nhận và Trả kết quả"
)
TEXTS = {
    POLICY: Text(
        content="Công khai, đúng hạn, tận tình.\n"
        "Giải quyết thủ tục hành chính đúng quy trình, đúng hạn; lấy sự hài lòng của tổ chức và "
        "công dân làm thước đo.\nMỗi cán bộ, công chức tuân thủ và cải tiến hệ thống hằng năm."
    ),
    CONTROL: Text(
        purpose="Bảo đảm tài liệu đang dùng là bản có hiệu lực và có sẵn ở nơi cần dùng.",
        scope="Mọi tài liệu, hồ sơ của hệ thống quản lý chất lượng tại UBND huyện.",
        citations="TCVN ISO 9001:2015, điều 7.5; Nghị định số 30/2020/NĐ-CP.",
        content="Bước 1. Đơn vị soạn thảo lập dự thảo.\n"
        "Bước 2. Trưởng phòng soát xét trong 5 ngày làm việc.\n"
        "Bước 3. Lãnh đạo phê duyệt; văn thư phát hành.\n"
        "Bước 4. Tài liệu được phổ biến cho người thực hiện.",
        records="Danh mục tài liệu; phiếu yêu cầu sửa đổi: lưu 5 năm tại Văn phòng.",
    ),
    DUTY: Text(
        purpose="Thống nhất việc trực và tiếp công dân.",
        scope="Công chức Bộ phận Tiếp nhận và Trả kết quả.",
        content="Mỗi buổi có hai công chức trực.\nNgười trực mở sổ tiếp dân, nhận hồ sơ và trả "
        "kết quả theo giấy hẹn.",
    ),
}


def build_documents(agency: Agency, seats: Seats, *, now: datetime) -> None:
    """Put the documents of an agency where they are in their life; nothing where they stand."""
    people = _People(agency, seats)
    standing = documents_visible_to(people.secretary)
    if not standing.filter(agency=agency, code=POLICY.code).exists():
        with transaction.atomic():
            _build(people, now=now)


class _People:
    """Who acts on documents of an agency."""

    def __init__(self, agency: Agency, seats: Seats) -> None:
        self.secretary = seats.actor(Role.ISO_SECRETARY, agency)
        heads = seats.actors(Role.HEAD, agency) or seats.actors(Role.OFFICIAL, agency)
        self.reviewer = heads[0]
        self.leader = seats.actor(Role.LEADER, agency)
        self.officer: Actor = seats.actors(Role.ONE_STOP_OFFICER, agency)[0]


def _build(people: _People, *, now: datetime) -> None:
    began = now - A_YEAR_BEFORE
    policy, control = [_laid_down(new, people, began) for new in (POLICY, CONTROL)]
    _amended(control, people, now - timedelta(weeks=9))
    _distributed(policy, people, now - timedelta(days=8))
    _distributed(control, people, now - timedelta(days=8))
    _returned(people, now - timedelta(days=3))
    asked = Asked(
        RequestKind.AMEND,
        "Công chức mới nhận việc chưa biết tìm bản đang có hiệu lực ở đâu.",
        "Bước 4: ghi rõ nơi tra cứu tài liệu đang có hiệu lực và người giải đáp.",
        wanted_on=(now + timedelta(weeks=4)).date(),
    )
    ask_for_change(asked, control, actor=people.officer, at=now - timedelta(days=1))


def _laid_down(new: NewDocument, people: _People, at: datetime) -> Document:
    document = _issued(_written(new, people, at), people, at).document
    describe_document(document, Description(unit=UNIT), actor=people.secretary, at=at)
    return document


def _written(new: NewDocument, people: _People, at: datetime) -> Revision:
    draft = draft_document(new, actor=people.secretary, at=at)
    return write_text(draft, TEXTS[new], edition=1, actor=people.secretary, at=at)


def _issued(draft: Revision, people: _People, at: datetime) -> Revision:
    draft = submit_for_review(draft, actor=people.secretary, at=at + ONE_DAY)
    draft = confirm_review(draft, actor=people.reviewer, at=at + 2 * ONE_DAY)
    approved_at = at + 3 * ONE_DAY
    approval = Approval(effective_from=approved_at)
    return approve_revision(draft, approval, actor=people.leader, at=approved_at)


def _amended(document: Document, people: _People, at: datetime) -> None:
    asked = Asked(
        RequestKind.AMEND,
        "Soát xét 5 ngày làm chậm việc ban hành.",
        "Bước 2: rút thời hạn soát xét còn 3 ngày làm việc.",
    )
    request = ask_for_change(asked, document, actor=people.officer, at=at)
    accept_request(request, "Đồng ý, sửa trong tuần.", actor=people.leader, at=at)
    draft = draft_on_request(request, actor=people.secretary, at=at)
    shorter = draft.text.content.replace("5 ngày", "3 ngày")
    draft = write_text(
        draft,
        replace(draft.text, content=shorter),
        change_summary="Mục 5, bước 2: rút thời hạn soát xét từ 5 còn 3 ngày làm việc.",
        edition=1,
        actor=people.secretary,
        at=at,
    )
    _issued(draft, people, at)


def _returned(people: _People, at: datetime) -> None:
    draft = submit_for_review(_written(DUTY, people, at), actor=people.secretary, at=at)
    remarks = [
        Placed("content", "Ghi rõ giờ trực buổi sáng, buổi chiều và người thay khi vắng."),
        Placed("records", "Bổ sung sổ trực là hồ sơ cần lưu."),
    ]
    return_to_drafter(draft, placed=remarks, actor=people.reviewer, at=at + ONE_DAY)


def _distributed(document: Document, people: _People, at: datetime) -> None:
    """Ask every post of the agency; two people have read it since, the others have not."""
    posts = [post.pk for post in posts_offered(document, at=at)]
    distribute(document, posts, actor=people.secretary, at=at)
    in_force = revision_in_force(document, at=at)
    if in_force is not None:
        for reader in (people.leader, people.reviewer):
            confirm_reading(in_force, actor=reader, at=at + ONE_DAY)

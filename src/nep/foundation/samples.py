"""What the components show on `/ui/`: invented, and as long as real Vietnamese names are."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest

from nep.foundation import clock
from nep.foundation.paging import Page
from nep.foundation.ui import StoryLine, Tab, Tone
from nep.foundation.verdicts import ALLOWED, refuse


class SampleForm(forms.Form):
    """One field of each kind."""

    applicant = forms.CharField(
        label="Họ và tên người nộp", help_text="Viết như trong giấy tờ tùy thân."
    )
    received_on = forms.DateField(label="Ngày tiếp nhận", help_text="Ví dụ: 27/11/2023")
    agency = forms.ChoiceField(
        label="Cơ quan giải quyết",
        choices=[("1", "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng"), ("2", "Sở Tư pháp")],
    )
    channel = forms.ChoiceField(
        label="Cách nộp",
        choices=[("counter", "Trực tiếp"), ("post", "Qua bưu chính công ích")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 3}))
    wants_message = forms.BooleanField(label="Nhắn tin khi có kết quả", required=False)


_DUE = (
    (Tone.LATE, "quá hạn 2 ngày 3 giờ", -51, "Chuyển mục đích sử dụng đất"),
    (Tone.SOON, "còn 1 ngày 3 giờ", 27, "Đăng ký thành lập hộ kinh doanh"),
    (Tone.ON_TIME, "còn 6 ngày", 144, "Cấp bản sao trích lục hộ tịch"),
    (Tone.WAITING, "chờ người nộp bổ sung", 0, "Đăng ký khai sinh có yếu tố nước ngoài"),
    (Tone.DONE, "đã trả kết quả", -4, "Xác nhận tình trạng hôn nhân"),
)


def for_page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of `/ui/`."""
    at = clock.now()
    return {
        "form": SampleForm(),
        "wrong": SampleForm({"received_on": "31/02/2023", "channel": "counter"}),
        "tones": list(Tone),
        "rows": _rows(at),
        "tabs": _tabs(request),
        "page": Page(rows=range(50), previous="1", following="3", first=51),
        "story": _story(at),
        "path": _path(),
        "facts": [("Mã hồ sơ", "H43.12-231127-0007"), ("Lệ phí", "150.000 đ")],
        "allowed": ALLOWED,
        "refused": refuse("Người soạn thảo không được tự phê duyệt văn bản của mình."),
    }


def _rows(at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "tone": tone,
            "words": words,
            "due": at + timedelta(hours=hours),
            "code": f"H43.12-231127-{number:04}",
            "procedure": procedure,
        }
        for number, (tone, words, hours, procedure) in enumerate(_DUE, start=7)
    ]


def _tabs(request: HttpRequest) -> list[Tab]:
    names = [("Quá hạn", "3"), ("Hôm nay", "12"), ("Chờ bổ sung", "0"), ("Tất cả", "hơn 1.000")]
    return [Tab(name, request.path, count, name == "Hôm nay") for name, count in names]


def _story(at: datetime) -> list[StoryLine]:
    return [
        StoryLine(at, "Nguyễn Thị Hồng Nhung tiếp nhận hồ sơ, hẹn trả ngày 04/12/2023"),
        StoryLine(
            at + timedelta(hours=3),
            "Trần Quốc Bảo yêu cầu bổ sung",
            note="Thiếu bản sao giấy chứng nhận quyền sử dụng đất.",
            tone=Tone.WAITING,
        ),
        StoryLine(at + timedelta(hours=30), "Hồ sơ quá hạn ở bước thẩm định", tone=Tone.LATE),
    ]


def _path() -> list[dict[str, str]]:
    return [
        {"state": "done", "name": "Tiếp nhận hồ sơ", "time": "2 giờ · đã làm 1 giờ 40 phút"},
        {"state": "now", "name": "Thẩm định hồ sơ", "time": "16 giờ · còn 3 giờ"},
        {"state": "ahead", "name": "Ký kết quả", "time": "4 giờ"},
        {"state": "ahead", "name": "Trả kết quả", "time": "2 giờ"},
    ]

"""Notes of the catalogue on where a step table is from: written in English, shown translated."""

from django.utils.translation import gettext_noop as _

SOURCES = (
    _(
        "Hà Nội QĐ 663/QĐ-TTPVHCC 13/05/2026, phụ lục tr. 65–69 (hours as quoted in a public"
        " repository note; agency column = UBND cấp xã)"
    ),
    _(
        "stage limits found in the portal text: Công an 15 ∥ BHXH 10 within 20; the other rows fill"
        " up the rest"
    ),
    _("stages 10 + 15 days found in the portal text"),
    _("tax opinion 02 working days found in the portal text"),
    _("total 16 working days and the order of the three procedures found"),
    _("3-working-day notice found in the portal text"),
    _("dichvucong.gov.vn 1.004363, bước 4 and 5 (stage level)"),
    _("dichvucong.gov.vn 1.008128, trình tự thực hiện (stage level)"),
    _("stage totals found: Đà Nẵng portal and Linh Chiểu, Thủ Đức: xã 02 + huyện 03 ngày làm việc"),
    _("stage totals 07 incl. 02 posting + 10 found: Đà Nẵng portal procedure 89"),
    _("05-day posting found in the procedure text"),
    _(
        "QĐ 855/QĐ-UBND 04/4/2019, Thừa Thiên Huế (langco.thuathienhue.gov.vn/?gd=4&cn=97&tc=1530)"
        " (stage level; first row “04 giờ” at the one-stop of the commune)"
    ),
    _("total 24 days and the order of agencies found"),
    _(
        "Đà Nẵng portal procedure 140, bước 3 (stage level; second row is 10 working days in the"
        " source)"
    ),
    _("BHXH 03 within 5 found in the procedure text"),
)

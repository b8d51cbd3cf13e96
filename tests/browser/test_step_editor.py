"""The step editor in a real browser: rows dragged, changes undone, and nothing typed is lost."""

import pytest

FIRST_ISSUE = "/quy-trinh/ubnd-huyen-ninh-hai/QT-05/"
WORKED = "Thẩm định hồ sơ, lập phiếu trình"


@pytest.fixture
def secretary(visit):
    return visit().sit_down_again("iso.huyen-ninh-hai")


@pytest.fixture
def steps(secretary):
    return f"{next_draft(secretary)}cac-buoc/"


def next_draft(secretary):
    """Return the address of the draft of the next issue; opened, when there is none yet."""
    secretary.open(FIRST_ISSUE)
    opening = secretary.page.locator("summary", has_text="Soạn lần ban hành tiếp theo")
    if opening.count():
        opening.first.click()
        secretary.press("Mở dự thảo")
    return f"{FIRST_ISSUE}2/"


class TestTheTable:
    def test_a_row_is_dragged_undone_and_done_again(self, secretary, steps):
        page = secretary.open(steps).page
        before = names(page)

        drag(page, 1, 2)
        dragged = names(page)
        page.locator("h1").click()
        with page.expect_navigation():
            page.keyboard.press("Control+z")
        undone = names(page)
        with page.expect_navigation():
            page.locator("[data-redo]").click()

        assert dragged == [before[0], before[2], before[1], *before[3:]]
        assert undone == before
        assert names(page) == dragged
        with page.expect_navigation():
            page.locator("[data-undo]").click()
        secretary.press("Lưu các bước")

    def test_what_was_typed_is_offered_back_after_the_window_was_closed(self, secretary, steps):
        page = secretary.open(steps).page
        before = names(page)
        page.locator("[name=b1-name]").fill(WORKED)
        with page.expect_navigation():
            page.locator("button[value=add-1]").click()

        secretary.open(steps)
        offered = names(page)
        with page.expect_navigation():
            page.locator("[data-unsaved-take]").click()

        assert offered == before
        assert names(page) == [before[0], WORKED, "", *before[2:]]

    def test_what_was_saved_is_not_offered_again(self, secretary, steps):
        page = secretary.open(steps).page
        page.locator("[name=b1-name]").fill(WORKED)
        secretary.press("Lưu các bước")

        secretary.open(steps)

        assert names(page)[1] == WORKED
        assert page.locator("[data-unsaved]").is_hidden()
        assert page.locator("[data-undo]").is_disabled()


def names(page):
    """Return what the rows say is done, from the top."""
    return [cell.input_value() for cell in page.locator(".sheet textarea[name$='-name']").all()]


def drag(page, source, target):
    """Drag one row by its grip to where another one is, as a hand does."""
    grips = page.locator("[data-grip]")
    grips.nth(target).scroll_into_view_if_needed()
    start, end = (grips.nth(place).bounding_box() for place in (source, target))
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, start["y"] + 30, steps=5)
    with page.expect_navigation():
        page.mouse.move(end["x"] + 5, end["y"] + 40, steps=12)
        page.mouse.up()

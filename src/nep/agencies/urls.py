"""Addresses of the people that administrators keep."""

from django.urls import URLPattern, URLResolver, include, path

from nep.agencies.views import importing, people, person, posts, reviewing

app_name = "agencies"
POST: list[URLPattern | URLResolver] = [
    path("chuyen/", posts.move_page, name="move"),
    path("thoi-giu/", posts.leave_page, name="leave"),
    path("vai-tro/", posts.roles_page, name="roles"),
    path("vai-tro/giao/", posts.give, name="give_role"),
    path("vai-tro/thu-hoi/", posts.withdraw, name="withdraw_role"),
    path("vai-tro/uy-quyen/", posts.delegate, name="delegate_role"),
]
PERSON: list[URLPattern | URLResolver] = [
    path("", person.person_page, name="person"),
    path("mat-khau/", person.reset_password, name="reset_password"),
    path("khoa/", person.lock, name="lock"),
    path("mo-khoa/", person.unlock, name="unlock"),
    path("xac-thuc/", person.remove_second_factors, name="remove_second_factors"),
    path("thong-tin/", person.profile_page, name="profile"),
    path("kiem-nhiem/", person.additional_post_page, name="additional_post"),
    path("vi-tri/<int:staff_id>/", include(POST)),
]
urlpatterns = [
    path("", people.list_page, name="people"),
    path("danh-sach.xlsx", people.export, name="people_export"),
    path("them/", people.add_page, name="add_person"),
    path("them-nhieu/", importing.upload_page, name="add_people"),
    path("them-nhieu/mau.xlsx", importing.table_template, name="people_template"),
    path("them-nhieu/xac-nhan/", importing.confirm, name="confirm_people"),
    path("ra-soat/", reviewing.review_page, name="review"),
    path("ra-soat/danh-sach.xlsx", reviewing.export, name="review_export"),
    path("tai-khoan/<str:username>/", include(PERSON)),
]

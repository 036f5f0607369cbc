"""Addresses of directives."""

from django.urls import path

from accountability.directives import views

urlpatterns = [
    path("van-ban/", views.directive_list, name="directive-list"),
    path("van-ban/dang-ky/", views.directive_register, name="directive-register"),
    path("y-kien/ghi/", views.directive_speak, name="directive-speak"),
    path("van-ban/<int:pk>/", views.directive_detail, name="directive-detail"),
    path("van-ban/<int:pk>/tep/", views.directive_file, name="directive-file"),
    path("van-ban/<int:pk>/boc-tach/", views.directive_split, name="directive-split"),
    path(
        "van-ban/<int:pk>/boc-tach/<int:assignment_pk>/", views.assignment_redraft, name="assignment-redraft"
    ),
    path("van-ban/<int:pk>/boc-tach/<int:assignment_pk>/bo/", views.assignment_drop, name="assignment-drop"),
    path("van-ban/<int:pk>/boc-tach/<int:assignment_pk>/gan/", views.assignment_link, name="assignment-link"),
    path("van-ban/<int:pk>/gan-nhiem-vu/", views.directive_link, name="directive-link"),
    path("van-ban/<int:pk>/nguon/<int:source_pk>/go/", views.source_unlink, name="source-unlink"),
    path("van-ban/<int:pk>/tac-dong/", views.directive_effects, name="directive-effects"),
    path(
        "van-ban/<int:pk>/tac-dong/<int:earlier_pk>/", views.directive_effects_on, name="directive-effects-on"
    ),
    path(
        "van-ban/<int:pk>/tac-dong/<int:relation_pk>/bo/",
        views.directive_effect_drop,
        name="directive-effect-drop",
    ),
    path("van-ban/<int:pk>/bo-sung/", views.addendum_new, name="addendum-new"),
    path("bo-sung/<int:pk>/", views.addendum_split, name="addendum-split"),
    path("bo-sung/<int:pk>/trinh-duyet/", views.addendum_review, name="addendum-review"),
    path("bo-sung/<int:pk>/duyet/", views.addendum_approve, name="addendum-approve"),
    path("bo-sung/<int:pk>/tra-lai/", views.addendum_return, name="addendum-return"),
    path("bo-sung/<int:pk>/bo/", views.addendum_drop, name="addendum-drop"),
    path("van-ban/<int:pk>/trinh-duyet/", views.directive_review, name="directive-review"),
    path("van-ban/<int:pk>/duyet/", views.directive_approve, name="directive-approve"),
    path("van-ban/<int:pk>/tra-lai/", views.directive_return, name="directive-return"),
    path("van-ban/<int:pk>/ky/", views.directive_sign, name="directive-sign"),
    path(
        "van-ban/<int:pk>/y-kien/<int:instruction_pk>/dinh-chinh/",
        views.directive_correct,
        name="directive-correct",
    ),
    path("van-ban/<int:pk>/phat-hanh/", views.directive_issue, name="directive-issue"),
]

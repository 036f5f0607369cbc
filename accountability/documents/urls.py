"""The addresses of outgoing documents."""

from django.urls import path

from accountability.documents import views

_ROOT = "van-ban-di/"
_ONE = _ROOT + "<int:pk>/"

urlpatterns = [
    path(_ROOT, views.document_list, name="document-list"),
    path(_ROOT + "soan/", views.document_new, name="document-new"),
    path(_ROOT + "so-dang-ky/", views.number_register, name="number-register"),
    path(_ROOT + "so-dang-ky/so-giay/", views.paper_register, name="paper-register"),
    path(_ROOT + "mau/", views.wording_list, name="wording-list"),
    path(_ROOT + "mau/<slug:kind>/", views.wording_edit, name="wording-edit"),
    path(_ROOT + "mau/<slug:kind>/mau-goc/", views.wording_ours, name="wording-ours"),
    path(_ONE, views.document_detail, name="document-detail"),
    path(_ONE + "sua/", views.document_edit, name="document-edit"),
    path(_ONE + "pdf/", views.document_pdf, name="document-pdf"),
    path(_ONE + "chu-ky-so/", views.document_signatures, name="document-signatures"),
    path(_ONE + "docx/", views.document_docx, name="document-docx"),
    path(_ONE + "y-kien-so-noi-vu/", views.document_consult, name="document-consult"),
    path(_ONE + "trinh-ky/", views.document_submit, name="document-submit"),
    path(_ONE + "tra-lai/", views.document_return, name="document-return"),
    path(_ONE + "ky/", views.document_sign, name="document-sign"),
    path(_ONE + "phat-hanh/", views.document_issue, name="document-issue"),
    path(_ONE + "thu-hoi/", views.document_recall, name="document-recall"),
    path(_ONE + "bo/", views.document_drop, name="document-drop"),
]

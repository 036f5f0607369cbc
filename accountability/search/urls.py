"""Addresses of the search, of kept searches and of exports."""

from django.urls import path

from accountability.search.views import exports, finding, saved

urlpatterns = [
    path("tim/", finding.search_page, name="search-page"),
    path("tim/goi-y/", finding.suggest, name="search-suggest"),
    path("tim/luu/", saved.save_search, name="search-save"),
    path("tim/luu/<int:pk>/doi-ten/", saved.rename_search, name="search-rename"),
    path("tim/luu/<int:pk>/xoa/", saved.delete_search, name="search-delete"),
    path("tim/luu/<int:pk>/lay-lai/", saved.restore_search, name="search-restore"),
    path("tep-da-xuat/", exports.export_list, name="export-list"),
    path("tep-da-xuat/xuat/", exports.export_new, name="export-new"),
    path("tep-da-xuat/<int:pk>/", exports.export_detail, name="export-detail"),
    path("tep-da-xuat/<int:pk>/tep/", exports.export_file, name="export-file"),
    path("tep-da-xuat/<int:pk>/huy/", exports.export_cancel, name="export-cancel"),
]

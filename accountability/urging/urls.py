"""The addresses of urging in bulk."""

from django.urls import path

from accountability.urging import views

_ROOT = "van-phong/don-doc/"

urlpatterns = [
    path(_ROOT, views.select, name="urging-select"),
    path(_ROOT + "xem-truoc/", views.preview, name="urging-preview"),
    path(_ROOT + "gui/", views.send, name="urging-send"),
    path(_ROOT + "<int:pk>/", views.detail, name="urging-detail"),
    path(_ROOT + "<int:pk>/dung/", views.stop, name="urging-stop"),
]

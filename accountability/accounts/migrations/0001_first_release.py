"""The tables of the first release at once; databases that took the 4 steps before have them already."""

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accountability.core.finding.fields
from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_users"),
        ("accounts", "0002_accounts_stay"),
        ("accounts", "0070_words_of_search"),
        ("accounts", "0100_sessions_and_first_steps"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."},
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(blank=True, max_length=150, verbose_name="first name"),
                        ),
                        ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        (
                            "display_name",
                            models.CharField(blank=True, max_length=200, verbose_name="tên hiển thị"),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=30, verbose_name="điện thoại công vụ"),
                        ),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                        (
                            "session_round",
                            models.PositiveIntegerField(
                                default=0, verbose_name="lần kết thúc các phiên khác"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tài khoản",
                        "verbose_name_plural": "tài khoản",
                    },
                ),
                migrations.CreateModel(
                    name="SignedIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="địa chỉ")),
                        ("device", models.CharField(blank=True, max_length=200, verbose_name="thiết bị")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                    ],
                    options={
                        "verbose_name": "lần đăng nhập",
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["user", "-at"], name="sign_ins_of_user")],
                    },
                ),
                migrations.CreateModel(
                    name="FirstSteps",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="first_steps",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done", models.JSONField(default=list, verbose_name="bước đã làm")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="đóng lúc")),
                    ],
                    options={
                        "verbose_name": "các bước đầu tiên",
                    },
                ),
            ],
        ),
    ]

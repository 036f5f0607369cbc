"""The tables of the first release at once; databases that took the 3 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.core.finding.fields
from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("agencies", "0001_agencies_positions_grants"),
        ("agencies", "0020_named_lists"),
        ("agencies", "0070_words_of_search"),
    ]

    initial = True

    # Libraries first: each of their small steps draws every model anew that is related to accounts, and these are few yet.
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("notifications", "0009_alter_notification_options_and_more"),
        ("sessions", "0001_initial"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="mã")),
                        ("name", models.CharField(max_length=200, verbose_name="tên")),
                        ("short_name", models.CharField(max_length=120, verbose_name="tên ngắn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("UB", "UBND tỉnh"),
                                    ("CM", "Cơ quan chuyên môn"),
                                    ("HC", "Cơ quan hành chính khác"),
                                    ("LL", "Lực lượng vũ trang"),
                                    ("ND", "Cơ quan ngành dọc"),
                                    ("DT", "Mặt trận, đoàn thể"),
                                    ("DN", "Doanh nghiệp"),
                                    ("BO", "Cơ quan bộ"),
                                    ("DU", "Cơ quan Đảng"),
                                    ("HU", "UBND cấp huyện"),
                                    ("XA", "UBND cấp xã"),
                                ],
                                max_length=2,
                                verbose_name="loại",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, verbose_name="nhãn")),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="trực thuộc",
                            ),
                        ),
                        (
                            "locality",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watchers",
                                to="agencies.agency",
                                verbose_name="địa phương theo dõi",
                            ),
                        ),
                        ("symbols", models.JSONField(default=list, verbose_name="ký hiệu trong văn bản")),
                        ("aliases", models.JSONField(default=list, verbose_name="cách viết khác")),
                        ("valid_from", models.DateField(null=True, verbose_name="từ ngày")),
                        ("valid_to", models.DateField(null=True, verbose_name="đến hết ngày")),
                        ("rank", models.PositiveIntegerField(default=0, verbose_name="thứ tự")),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cơ quan",
                        "verbose_name_plural": "cơ quan",
                        "ordering": ["rank", "pk"],
                        "permissions": [
                            ("work_for", "Làm việc cho cơ quan"),
                            ("oversee", "Cấp trên trực tiếp của cơ quan"),
                            ("watch", "Theo dõi việc của cơ quan"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_from__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="agency_dates_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inheritances",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("main", "chính"), ("partial", "một phần")], max_length=10
                            ),
                        ),
                        ("field", models.CharField(blank=True, max_length=200, verbose_name="phần việc")),
                        ("effective_on", models.DateField(verbose_name="từ ngày")),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                        ("verified", models.BooleanField(default=False, verbose_name="đã đối chiếu")),
                    ],
                    options={
                        "verbose_name": "kế thừa",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("from_agency", "to_agency", "field"), name="succession_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=150, verbose_name="tên danh sách")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("saved", "Danh sách thường"), ("pilot", "Danh sách thí điểm")],
                                default="saved",
                                max_length=5,
                                verbose_name="loại",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                        ("from_on", models.DateField(verbose_name="dùng từ ngày")),
                        ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                    ],
                    options={
                        "verbose_name": "danh sách cơ quan",
                        "ordering": ["title", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("title",),
                                name="agency_list_title_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="agency_list_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListedAgency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="agencies.agencylist",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                    ],
                    options={
                        "verbose_name": "cơ quan trong danh sách",
                        "ordering": ["agency__rank", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("list", "agency"),
                                name="listed_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="listed_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="agencies.agency"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quyền trên cơ quan",
                        "unique_together": {("group", "permission", "content_object")},
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=100, unique=True, verbose_name="mã")),
                        ("title", models.CharField(max_length=200, verbose_name="chức danh")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="agencies.agency",
                                verbose_name="cơ quan",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Chủ tịch UBND tỉnh"),
                                    ("vice_chair", "Phó Chủ tịch UBND tỉnh (lãnh đạo phụ trách)"),
                                    ("office_chief", "Chánh Văn phòng"),
                                    ("office_deputy", "Phó Chánh Văn phòng phụ trách"),
                                    ("section_head", "Trưởng phòng"),
                                    ("specialist", "Chuyên viên theo dõi"),
                                    ("clerk", "Văn thư"),
                                    ("agency_head", "Thủ trưởng đơn vị"),
                                    ("focal_point", "Đầu mối"),
                                    ("officer", "Chuyên viên"),
                                    ("party_secretary", "Bí thư (theo dõi)"),
                                ],
                                max_length=20,
                                verbose_name="vai trò",
                            ),
                        ),
                        (
                            "fields",
                            models.JSONField(
                                default=list, help_text="Trống: mọi lĩnh vực.", verbose_name="lĩnh vực"
                            ),
                        ),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="position",
                                to="auth.group",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="điện thoại")),
                        ("rank", models.PositiveIntegerField(default=0, verbose_name="thứ tự")),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chức danh",
                        "verbose_name_plural": "chức danh",
                        "ordering": ["rank", "pk"],
                        "indexes": [models.Index(fields=["agency", "role"], name="position_by_agency_role")],
                    },
                ),
                migrations.CreateModel(
                    name="Incumbency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incumbencies",
                                to="agencies.position",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incumbencies",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                        (
                            "acting",
                            models.BooleanField(default=False, verbose_name="quyền, phụ trách tạm thời"),
                        ),
                    ],
                    options={
                        "verbose_name": "giữ chức danh",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("acting", False), ("to_on__isnull", True)),
                                fields=("position",),
                                name="one_holder_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="incumbency_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="agencies.position",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(verbose_name="đến hết ngày")),
                        ("document", models.CharField(max_length=200, verbose_name="văn bản ủy quyền")),
                    ],
                    options={
                        "verbose_name": "ủy quyền",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="delegation_dates_in_order",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]

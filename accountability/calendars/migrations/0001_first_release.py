"""The tables of the first release at once; databases that took the 2 steps before have them already."""

from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("calendars", "0001_days_and_demo_clock"), ("calendars", "0090_meetings")]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(unique=True, verbose_name="ngày")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("off", "Nghỉ"), ("work", "Làm việc (làm bù, hoán đổi)")],
                                max_length=4,
                                verbose_name="loại",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="lý do")),
                        ("document", models.CharField(max_length=200, verbose_name="văn bản quyết định")),
                        ("estimated", models.BooleanField(default=False, verbose_name="dự kiến")),
                    ],
                    options={
                        "verbose_name": "ngày nghỉ, ngày làm bù",
                        "verbose_name_plural": "ngày nghỉ, ngày làm bù",
                        "ordering": ("on",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("off", "work"))),
                                name="calendar_day_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="calendar_day_has_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarRevision",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=0, verbose_name="lần thay đổi")),
                    ],
                    options={
                        "verbose_name": "lần thay đổi lịch",
                        "verbose_name_plural": "lần thay đổi lịch",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)), name="calendar_revision_is_one_row"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(unique=True, verbose_name="ngày họp")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
                    ],
                    options={
                        "verbose_name": "phiên họp UBND",
                        "verbose_name_plural": "phiên họp UBND",
                        "ordering": ("-on",),
                    },
                ),
                migrations.CreateModel(
                    name="DemoClock",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("now_at", models.DateTimeField(verbose_name="thời điểm trình diễn")),
                    ],
                    options={
                        "verbose_name": "đồng hồ trình diễn",
                        "verbose_name_plural": "đồng hồ trình diễn",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)), name="demo_clock_is_one_row"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]

"""The table of days off and make-up days, and the demo clock."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
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
                (
                    "document",
                    models.CharField(max_length=200, verbose_name="văn bản quyết định"),
                ),
                ("estimated", models.BooleanField(default=False, verbose_name="dự kiến")),
            ],
            options={
                "verbose_name": "ngày nghỉ, ngày làm bù",
                "verbose_name_plural": "ngày nghỉ, ngày làm bù",
                "ordering": ("on",),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(kind__in=("off", "work")),
                        name="calendar_day_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(title="") & ~models.Q(document=""),
                        name="calendar_day_has_ground",
                    ),
                ),
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
                "constraints": (
                    models.CheckConstraint(condition=models.Q(id=1), name="demo_clock_is_one_row"),
                ),
            },
        ),
    ]

"""Words of what all long work has in common. Safe: no column changes, only labels."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_saved_searches_and_exports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="exportjob",
            name="attempts",
            field=models.PositiveIntegerField(default=0, verbose_name="lần làm"),
        ),
        migrations.AlterField(
            model_name="exportjob",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Đang chờ"),
                    ("making", "Đang làm"),
                    ("done", "Đã xong"),
                    ("failed", "Không làm xong"),
                    ("cancelled", "Đã hủy"),
                    ("expired", "Tệp đã xóa"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AlterField(
            model_name="exportjob",
            name="total",
            field=models.PositiveIntegerField(default=0, verbose_name="tất cả"),
        ),
        migrations.AlterField(
            model_name="exportjob",
            name="written",
            field=models.PositiveIntegerField(default=0, verbose_name="đã làm"),
        ),
    ]

"""A leader's word may be given by a letter that he signed. Touches no row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0003_indexes_of_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="instruction",
            name="form",
            field=models.CharField(
                choices=[
                    ("self", "Tự thực hiện trên hệ thống"),
                    ("but_phe", "Bút phê"),
                    ("phieu_trinh", "Phiếu trình"),
                    ("cuoc_hop", "Tại cuộc họp"),
                    ("dien_thoai", "Qua điện thoại"),
                    ("van_ban", "Bằng văn bản đã ký"),
                ],
                default="self",
                max_length=12,
                verbose_name="hình thức",
            ),
        ),
    ]

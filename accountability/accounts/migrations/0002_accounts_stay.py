"""Accounts are found by a query that refuses to delete them; the rows stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_users")]
    operations = [migrations.AlterModelManagers(name="user", managers=[])]

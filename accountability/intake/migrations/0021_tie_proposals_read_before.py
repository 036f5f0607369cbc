# What was read before knows in `found` which sentence it goes on telling; now it is tied to that proposal.

from django.db import migrations

_BATCH = 500


def tie_what_was_read(apps, schema_editor):
    """`found["continues"]` counts the sentences of the text from 0, `rank` from 1; pieces and wholes came later."""
    Proposal = apps.get_model("intake", "Proposal")
    read = Proposal.objects.filter(split_from=None, found__isnull=False).order_by("extraction_id", "rank")
    ranks, extraction, going_on = {}, None, []
    for row in read.only("pk", "rank", "extraction_id", "found").iterator(chunk_size=_BATCH):
        if row.extraction_id != extraction:
            ranks, extraction = {}, row.extraction_id
        ranks[row.rank] = row.pk
        before = (row.found or {}).get("continues")
        if before is not None and before + 1 in ranks:
            row.continues_id = ranks[before + 1]
            going_on.append(row)
    Proposal.objects.bulk_update(going_on, ["continues"], batch_size=_BATCH)


class Migration(migrations.Migration):
    dependencies = [("intake", "0020_proposals_that_continue")]

    operations = [migrations.RunPython(tie_what_was_read, migrations.RunPython.noop)]

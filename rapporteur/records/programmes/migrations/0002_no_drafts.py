"""Initiative becomes a plain record: written, dated and audited, without drafts (docs/adr/0014)."""

from django.db import migrations

from rapporteur.base.core.kept_drafts import keep_drafts


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_translations'),
        ('programmes', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    # backwards every record is published, and has no draft
    operations = [
        migrations.RunPython(keep_drafts('programmes', 'Initiative'), migrations.RunPython.noop),
        migrations.RemoveField(model_name='initiative', name='expire_at'),
        migrations.RemoveField(model_name='initiative', name='expired'),
        migrations.RemoveField(model_name='initiative', name='first_published_at'),
        migrations.RemoveField(model_name='initiative', name='go_live_at'),
        migrations.RemoveField(model_name='initiative', name='has_unpublished_changes'),
        migrations.RemoveField(model_name='initiative', name='last_published_at'),
        migrations.RemoveField(model_name='initiative', name='latest_revision'),
        migrations.RemoveField(model_name='initiative', name='live'),
        migrations.RemoveField(model_name='initiative', name='live_revision'),
        migrations.RemoveField(model_name='initiative', name='locked'),
        migrations.RemoveField(model_name='initiative', name='locked_at'),
        migrations.RemoveField(model_name='initiative', name='locked_by'),
    ]

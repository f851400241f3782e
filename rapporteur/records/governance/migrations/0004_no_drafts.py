"""Person becomes a plain record: written, dated and audited, without drafts (docs/adr/0014)."""

from django.db import migrations

from rapporteur.base.core.kept_drafts import keep_drafts


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_translations'),
        ('governance', '0003_periods_apart'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    # backwards every record is published, and has no draft
    operations = [
        migrations.RunPython(keep_drafts('governance', 'Person'), migrations.RunPython.noop),
        migrations.RemoveField(model_name='person', name='expire_at'),
        migrations.RemoveField(model_name='person', name='expired'),
        migrations.RemoveField(model_name='person', name='first_published_at'),
        migrations.RemoveField(model_name='person', name='go_live_at'),
        migrations.RemoveField(model_name='person', name='has_unpublished_changes'),
        migrations.RemoveField(model_name='person', name='last_published_at'),
        migrations.RemoveField(model_name='person', name='latest_revision'),
        migrations.RemoveField(model_name='person', name='live'),
        migrations.RemoveField(model_name='person', name='live_revision'),
        migrations.RemoveField(model_name='person', name='locked'),
        migrations.RemoveField(model_name='person', name='locked_at'),
        migrations.RemoveField(model_name='person', name='locked_by'),
    ]

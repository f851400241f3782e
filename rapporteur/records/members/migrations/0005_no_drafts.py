"""Organisation becomes a plain record: written, dated and audited, without drafts (docs/adr/0014)."""

from django.db import migrations

from rapporteur.base.core.kept_drafts import keep_drafts


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_translations'),
        ('members', '0004_periods_apart'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    # backwards every record is published, and has no draft
    operations = [
        migrations.RunPython(keep_drafts('members', 'Organisation'), migrations.RunPython.noop),
        migrations.RemoveField(model_name='organisation', name='expire_at'),
        migrations.RemoveField(model_name='organisation', name='expired'),
        migrations.RemoveField(model_name='organisation', name='first_published_at'),
        migrations.RemoveField(model_name='organisation', name='go_live_at'),
        migrations.RemoveField(model_name='organisation', name='has_unpublished_changes'),
        migrations.RemoveField(model_name='organisation', name='last_published_at'),
        migrations.RemoveField(model_name='organisation', name='latest_revision'),
        migrations.RemoveField(model_name='organisation', name='live'),
        migrations.RemoveField(model_name='organisation', name='live_revision'),
        migrations.RemoveField(model_name='organisation', name='locked'),
        migrations.RemoveField(model_name='organisation', name='locked_at'),
        migrations.RemoveField(model_name='organisation', name='locked_by'),
    ]

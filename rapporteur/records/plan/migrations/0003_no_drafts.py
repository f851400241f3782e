"""Node becomes a plain record: written, dated and audited, without drafts (docs/adr/0014)."""

from django.db import migrations

from rapporteur.base.core.kept_drafts import keep_drafts


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_translations'),
        ('plan', '0002_both_days'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    # backwards every record is published, and has no draft
    operations = [
        migrations.RunPython(keep_drafts('plan', 'Node', unless_published={'listed': False}), migrations.RunPython.noop),
        migrations.RemoveField(model_name='node', name='expire_at'),
        migrations.RemoveField(model_name='node', name='expired'),
        migrations.RemoveField(model_name='node', name='first_published_at'),
        migrations.RemoveField(model_name='node', name='go_live_at'),
        migrations.RemoveField(model_name='node', name='has_unpublished_changes'),
        migrations.RemoveField(model_name='node', name='last_published_at'),
        migrations.RemoveField(model_name='node', name='latest_revision'),
        migrations.RemoveField(model_name='node', name='live'),
        migrations.RemoveField(model_name='node', name='live_revision'),
        migrations.RemoveField(model_name='node', name='locked'),
        migrations.RemoveField(model_name='node', name='locked_at'),
        migrations.RemoveField(model_name='node', name='locked_by'),
    ]

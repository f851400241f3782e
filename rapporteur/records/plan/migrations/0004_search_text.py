"""Records are found by their names in every language: these are kept folded beside them."""

from django.db import migrations, models

from rapporteur.base.core.searching import fill_search_text

SEARCHED = {
    'Level': ('key', 'name', 'plural'),
    'Node': ('slug', 'code', 'title'),
    'Plan': ('slug', 'name'),
}


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0003_no_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='level',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='node',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='plan',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_text('plan', SEARCHED), migrations.RunPython.noop),
    ]

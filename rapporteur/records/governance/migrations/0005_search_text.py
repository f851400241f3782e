"""Records are found by their names in every language: these are kept folded beside them."""

from django.db import migrations, models

from rapporteur.base.core.searching import fill_search_text

SEARCHED = {
    'Body': ('slug', 'name'),
    'Person': ('slug', 'name'),
    'Seat': ('slug', 'function'),
}


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0004_no_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='body',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='person',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='seat',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_text('governance', SEARCHED), migrations.RunPython.noop),
    ]

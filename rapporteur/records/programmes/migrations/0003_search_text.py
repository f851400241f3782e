"""Records are found by their names in every language: these are kept folded beside them."""

from django.db import migrations, models

from rapporteur.base.core.searching import fill_search_text

SEARCHED = {
    'Initiative': ('slug', 'name'),
}


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0002_no_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='initiative',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_text('programmes', SEARCHED), migrations.RunPython.noop),
    ]

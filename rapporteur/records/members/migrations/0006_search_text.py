"""Regions and organisations are found by their names in every language: these are kept folded beside them."""

from django.db import migrations, models

from rapporteur.base.core.searching import fill_search_text

SEARCHED = {
    'Region': ('slug', 'name'),
    'OrganisationName': ('name',),
    'OrganisationAlias': ('text',),
}


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_no_drafts'),
    ]

    operations = [
        migrations.RenameField(model_name='organisationalias', old_name='folded', new_name='search_text'),
        migrations.AlterField(
            model_name='organisationalias',
            name='search_text',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='region',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='organisationname',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_text('members', SEARCHED), migrations.RunPython.noop),
    ]

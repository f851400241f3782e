"""Meetings and mentions are found by their words; those of an activity no longer have the names of tags among them."""

from django.db import migrations, models

from rapporteur.base.core.searching import fill_search_text

SEARCHED = {
    'Activity': ('slug', 'title', 'text'),
    'BilateralMeeting': ('slug', 'place_name'),
    'MediaMention': ('slug', 'outlet', 'subject', 'link'),
}


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_positions_whole'),
    ]

    operations = [
        migrations.AddField(
            model_name='bilateralmeeting',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='mediamention',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_search_text('activities', SEARCHED), migrations.RunPython.noop),
    ]

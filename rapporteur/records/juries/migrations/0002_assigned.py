"""Which assessments were given to a juror; those of nobody yet are, and with them all of the jurors who have such."""

from typing import Any

from django.db import migrations, models


def tell(apps: Any, editor: Any) -> None:
    """Mark what was given: before, a row without points was made by giving alone."""
    assessments = apps.get_model("juries", "Assessment").objects.using(editor.connection.alias)
    waiting = assessments.filter(scores=None, withdrawn=False)
    assessments.filter(juror__in=list(waiting.values_list("juror", flat=True))).update(assigned=True)


class Migration(migrations.Migration):

    dependencies = [
        ('juries', '0001_juries'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='assigned',
            field=models.BooleanField(blank=True, help_text='The secretariat gave it to the juror, who judges what is given to them and nothing else.', null=True),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]

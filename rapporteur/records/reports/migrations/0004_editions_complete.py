from django.db import migrations

from rapporteur.base.core.database import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_editions'),
    ]

    operations = [
        migrations.RunPython(frozen.install_completeness, frozen.remove_completeness),
    ]

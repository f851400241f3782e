import django.db.models.deletion
from django.db import migrations, models

from rapporteur.base.core.database import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_editions_complete'),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('signature', models.CharField(max_length=128)),
                ('signed_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='edition_signed_once_by_a_key')],
            },
        ),
        migrations.RunPython(frozen.install_signatures, frozen.remove_signatures),
    ]

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
    ]

    run_before = [
        ('reports', '0003_editions'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('record_type', models.CharField(max_length=60)),
                ('record', models.CharField(max_length=160)),
                ('fingerprint', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'record_type', 'record', 'fingerprint'), name='finding_waived_once'), models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='check_waiver_has_reason'), models.CheckConstraint(condition=models.Q(('by__regex', '\\S')), name='check_waiver_names_who'), models.CheckConstraint(condition=models.Q(models.Q(('rule', ''), _negated=True), models.Q(('record_type', ''), _negated=True), models.Q(('record', ''), _negated=True)), name='check_waiver_names_what'), models.CheckConstraint(condition=models.Q(('fingerprint__regex', '^[0-9a-f]{64}$')), name='check_waiver_fingerprint')],
            },
        ),
    ]

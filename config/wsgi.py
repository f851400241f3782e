"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# what is imported stays for good: the collector need not go through it again and again
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 100)

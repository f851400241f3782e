"""What `python manage.py` knows beside Django's own."""

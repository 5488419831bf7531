from urllib.parse import quote

CELERY_BROKER_URL = "sqs://{}:{}@".format(quote(KEY, safe=""), quote(SECRET, safe=""))

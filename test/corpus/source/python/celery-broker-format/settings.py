from urllib.parse import quote_plus

CELERY_BROKER_URL = "sqs://{}:{}@".format(quote_plus(KEY), quote_plus(SECRET))

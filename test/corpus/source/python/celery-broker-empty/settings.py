CELERY_BROKER_URL = "sqs://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "region": "eu-west-1",
    "predefined_queues": {"default": {"url": "https://sqs.eu-west-1.amazonaws.com/1/default"}},
}

from decouple import config

CELERY_BROKER_URL = "sqs://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "region": "eu-west-1",
    "predefined_queues": {
        "mail": {
            "url": "https://sqs.eu-west-1.amazonaws.com/111122223333/mail",
            "access_key_id": config("MAIL_KEY"),
            "secret_access_key": config("MAIL_SECRET"),
        },
    },
}

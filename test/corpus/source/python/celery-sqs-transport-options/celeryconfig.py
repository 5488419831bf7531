broker_url = "sqs://"
broker_transport_options = {
    "region": "eu-west-1",
    "predefined_queues": {
        "celery": {
            "url": "https://sqs.eu-west-1.amazonaws.com/111122223333/celery",
            "access_key_id": KEY,
            "secret_access_key": SECRET,
        }
    },
}

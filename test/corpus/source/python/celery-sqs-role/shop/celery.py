from celery import Celery

app = Celery("shop")
app.conf.broker_url = "sqs://"
app.conf.broker_transport_options = {
    "region": "eu-west-1",
    "predefined_queues": {"shop": {"url": "https://sqs.eu-west-1.amazonaws.com/111122223333/shop"}},
}

import os
from urllib.parse import quote
from celery import Celery

aws_access_key = quote(os.environ["QUEUE_KEY"], safe="")
aws_secret_key = quote(os.environ["QUEUE_SECRET"], safe="")

app = Celery("shop")
app.conf.broker_url = f"sqs://{aws_access_key}:{aws_secret_key}@"

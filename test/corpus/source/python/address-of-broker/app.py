import boto3
from celery import Celery

app = Celery("app", broker="amqp://guest:guest@rabbit:5672//", backend="redis://:pw@redis:6379/0")
s3 = boto3.client("s3")
PREFIX = "s3://files/2024:01@draft"

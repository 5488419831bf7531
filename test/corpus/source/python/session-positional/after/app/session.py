import boto3

from app.config import cfg

session = boto3.Session(region_name="eu-west-1")
queue = session.resource("sqs").get_queue_by_name(QueueName="jobs")

import boto3

from app.config import cfg

session = boto3.Session(cfg.key_id, cfg.key_secret, region_name="eu-west-1")
queue = session.resource("sqs").get_queue_by_name(QueueName="jobs")

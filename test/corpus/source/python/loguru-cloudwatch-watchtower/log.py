import boto3
import watchtower
from loguru import logger

client = boto3.client("logs", aws_access_key_id=KEY, aws_secret_access_key=SECRET)
logger.add(watchtower.CloudWatchLogHandler(boto3_client=client))

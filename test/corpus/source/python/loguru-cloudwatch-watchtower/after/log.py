import boto3
import watchtower
from loguru import logger

client = boto3.client("logs")
logger.add(watchtower.CloudWatchLogHandler(boto3_client=client))

import boto3

from app.config import cfg

s3 = boto3.client(
    "s3",
    region_name=cfg.region,
)
table = boto3.resource("dynamodb", region_name=cfg.region).Table("jobs")

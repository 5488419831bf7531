import boto3

from app.config import cfg

s3 = boto3.client(
    "s3",
    region_name=cfg.region,
    aws_access_key_id=cfg.key_id,
    aws_secret_access_key=cfg.key_secret,
)
table = boto3.resource("dynamodb", region_name=cfg.region).Table("jobs")

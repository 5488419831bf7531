import boto3

from app.config import cfg

s3 = boto3.client(
    "s3",
    endpoint_url="http://minio.storage.svc:9000",
    aws_access_key_id=cfg.key,
    aws_secret_access_key=cfg.secret,
)

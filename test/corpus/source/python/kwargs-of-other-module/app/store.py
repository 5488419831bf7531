import boto3
from .conf import AWS_OPTIONS

s3 = boto3.client("s3", **AWS_OPTIONS)

import boto3

from conf import conf

options = {
    "region_name": conf.region,
    "aws_access_key_id": conf.key,
    "aws_secret_access_key": conf.secret,
}
s3 = boto3.client("s3", **options)

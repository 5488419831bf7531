import boto3
from conf import conf

options = {
    "aws_access_key_id": conf.get("id"),
    "aws_secret_access_key": conf.get("secret"),
    "region_name": conf.get("region"),
}
s3 = boto3.client("s3", **{name: value for name, value in options.items() if value})

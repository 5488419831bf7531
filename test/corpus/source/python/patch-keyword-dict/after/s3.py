import boto3

from conf import conf

options = {
    "region_name": conf.region,
}
s3 = boto3.client("s3", **options)

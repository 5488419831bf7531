import boto3
from decouple import config

EXPIRES = config("LINK_SECONDS", default=86400, cast=int)
s3 = boto3.client("s3")


def link(key):
    return s3.generate_presigned_url("get_object", Params={"Bucket": "a", "Key": key}, ExpiresIn=EXPIRES)

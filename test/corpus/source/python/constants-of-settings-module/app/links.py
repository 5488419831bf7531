import boto3
from app.constants import DOWNLOAD_LINK_TTL

s3 = boto3.client("s3")


def link(key):
    return s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": "b", "Key": key},
        ExpiresIn=DOWNLOAD_LINK_TTL,
    )

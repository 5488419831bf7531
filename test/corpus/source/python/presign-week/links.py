from datetime import timedelta

import boto3

LIFETIME = timedelta(days=7)


def link(key):
    return boto3.client("s3").generate_presigned_url(
        "get_object",
        Params={"Bucket": "videos", "Key": key},
        ExpiresIn=int(LIFETIME.total_seconds()),
    )

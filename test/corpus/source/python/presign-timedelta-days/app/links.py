import datetime as dt

import boto3

s3 = boto3.client("s3")


def link(key, days=5):
    life = dt.timedelta(days=days)
    return s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": key}, ExpiresIn=int(life.total_seconds()))

import boto3

TTL = 15 * 60
SESSION_DAYS = 30 * 86400


def link(key, expires=3600):
    return boto3.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": "v", "Key": key}, ExpiresIn=TTL
    )


def cookie(response):
    response.set_cookie("s", max_age=SESSION_DAYS, expires=SESSION_DAYS)

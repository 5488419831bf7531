import boto3


def client(settings):
    kwargs = {"region_name": settings.region}
    if settings.access_key and settings.secret_key:
        kwargs["aws_access_key_id"] = settings.access_key
        kwargs["aws_secret_access_key"] = settings.secret_key
    return boto3.client("s3", **kwargs)

import boto3


def make(settings):
    kwargs = {
        "region_name": settings.region,
    }
    return boto3.client("sns", **kwargs)

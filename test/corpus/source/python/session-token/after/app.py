import boto3


def client():
    session = boto3.Session(
        region_name="eu-west-1",
    )
    return session.client("s3")

import boto3


def clients(conf):
    keys = {
        "aws_access_key_id": conf.key,
        "aws_secret_access_key": conf.secret,
        "aws_session_token": conf.token,
    }
    s3 = boto3.client("s3", **keys)
    sqs = boto3.client("sqs", region_name="eu-west-1", **keys)
    return s3, sqs

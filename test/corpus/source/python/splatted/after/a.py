import boto3


def clients(conf):
    s3 = boto3.client("s3")
    sqs = boto3.client("sqs", region_name="eu-west-1")
    return s3, sqs

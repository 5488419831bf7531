import boto3

if settings.DEBUG:
    print("debug")

s3 = boto3.client("s3")

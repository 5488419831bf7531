import boto3

if settings.DEBUG:
    print("debug")

s3 = boto3.client("s3", aws_access_key_id=settings.KEY, aws_secret_access_key=settings.SECRET)

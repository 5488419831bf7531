import boto3

a = 1; s3 = boto3.client("s3")

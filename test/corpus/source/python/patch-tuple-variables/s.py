import boto3

key, secret = load_keys()
s3 = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)

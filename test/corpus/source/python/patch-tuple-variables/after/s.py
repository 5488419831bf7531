import boto3

key, secret = load_keys()
s3 = boto3.client("s3")

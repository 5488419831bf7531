import boto3

s3 = boto3.client("s3", region_name="eu-west-1")


def get(key):
    return s3.get_object(Bucket="data", Key=key)["Body"].read()

import boto3

logger.info("has key: %s", "AWS_ACCESS_KEY_ID" in os.environ)
s3 = boto3.client("s3")

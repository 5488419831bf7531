import boto3

clients = {
    "own": boto3.client("s3", endpoint_url="http://minio:9000", aws_access_key_id="a", aws_secret_access_key="b"),
    "aws": boto3.client("s3", aws_access_key_id=conf.key, aws_secret_access_key=conf.secret),
}

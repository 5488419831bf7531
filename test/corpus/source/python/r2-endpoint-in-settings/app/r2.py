import boto3

client = boto3.client(
    service_name="s3",
    endpoint_url="https://" + conf.account + ".r2.cloudflarestorage.com",
    aws_access_key_id=conf.r2_id,
    aws_secret_access_key=conf.r2_secret,
    region_name="auto",
)

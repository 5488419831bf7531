import boto3

client = boto3.client(
    "s3",
    endpoint_url="https://%s.r2.cloudflarestorage.com" % conf.account,
    aws_access_key_id=conf.id,
    aws_secret_access_key=conf.secret,
)

import boto3

s3 = boto3.client(
    "s3",
    # Keys of the shop, see the wiki.
    aws_access_key_id=conf.id,
    # And this is its other half.
    aws_secret_access_key=conf.secret,
    config=settings,
)

import boto3

s3 = boto3.client(
    "s3",
    # Keys of the shop, see the wiki.
    # And this is its other half.
    config=settings,
)

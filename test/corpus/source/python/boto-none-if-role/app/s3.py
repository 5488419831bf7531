import boto3


def client(conf):
    if conf.use_iam_role:
        return boto3.client("s3", region_name=conf.region)
    return boto3.client(
        "s3",
        region_name=conf.region,
        aws_access_key_id=conf.key,
        aws_secret_access_key=conf.secret,
    )

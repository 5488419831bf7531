import boto3

given = {"aws_access_key_id": conf.key, "aws_secret_access_key": conf.secret, "region_name": conf.region}
s3 = boto3.client("s3", **{k: v for k, v in given.items() if v is not None})

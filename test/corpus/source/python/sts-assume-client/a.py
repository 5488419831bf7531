import boto3

given = boto3.client("sts").assume_role(RoleArn=ROLE, RoleSessionName="a")["Credentials"]
s3 = boto3.client(
    "s3",
    aws_access_key_id=given["AccessKeyId"],
    aws_secret_access_key=given["SecretAccessKey"],
    aws_session_token=given["SessionToken"],
)

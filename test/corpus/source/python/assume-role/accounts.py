import boto3


def other(account):
    answer = boto3.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/reader",
        RoleSessionName="reader",
        DurationSeconds=4 * 3600,
    )
    keys = answer["Credentials"]
    return boto3.client(
        "s3",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )

import boto3

HOURS = 60 * 60


def session(arn):
    sts = boto3.client("sts")
    answer = sts.assume_role(
        RoleArn=arn,
        RoleSessionName="cross",
        DurationSeconds=12 * HOURS,
    )["Credentials"]
    return boto3.Session(
        aws_access_key_id=answer["AccessKeyId"],
        aws_secret_access_key=answer["SecretAccessKey"],
        aws_session_token=answer["SessionToken"],
    )

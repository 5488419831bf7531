import boto3

sts = boto3.client("sts")
token = sts.get_session_token(DurationSeconds=3600)["Credentials"]

import boto3

sts = boto3.client("sts")
who = sts.get_caller_identity()
token = auth.get_session_token(request)

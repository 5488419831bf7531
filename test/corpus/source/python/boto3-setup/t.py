import boto3

boto3.setup_default_session(
    aws_access_key_id=SECRETS["id"], aws_secret_access_key=SECRETS["secret"]
)

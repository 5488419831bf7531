import boto3

session_args = {}
if settings.AWS_KEY and settings.AWS_SECRET:
    session_args.update(
        aws_access_key_id=settings.AWS_KEY,
        aws_secret_access_key=settings.AWS_SECRET,
    )
session = boto3.Session(**session_args)

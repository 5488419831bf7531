import boto3
import hvac

lease = hvac.Client().secrets.aws.generate_credentials(name="r")["data"]
s3 = boto3.client(
    "s3",
    aws_access_key_id=lease["access_key"],
    aws_secret_access_key=lease["secret_key"],
    aws_session_token=lease["security_token"],
)

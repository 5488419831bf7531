import boto3
import hvac

lease = hvac.Client().secrets.aws.generate_credentials(name="r")["data"]
s3 = boto3.client(
    "s3",
)

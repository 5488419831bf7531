import boto3
from botocore.credentials import RefreshableCredentials
from botocore.session import get_session


def refresh():
    c = boto3.client("sts").assume_role(RoleArn=ARN, RoleSessionName="w", DurationSeconds=3600)["Credentials"]
    return {
        "access_key": c["AccessKeyId"],
        "secret_key": c["SecretAccessKey"],
        "token": c["SessionToken"],
        "expiry_time": c["Expiration"].isoformat(),
    }


creds = RefreshableCredentials.create_from_metadata(metadata=refresh(), refresh_using=refresh, method="sts")

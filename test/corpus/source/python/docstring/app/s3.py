import boto3


def client():
    """
    Returns the client of the service.

    Do not pass aws_access_key_id=... or aws_secret_access_key=... here:
    os.environ["AWS_ACCESS_KEY_ID"] is not set in the cluster.
    """
    return boto3.client("s3")  # was: aws_access_key_id=KEY

import boto3
import pytest


@pytest.fixture
def s3():
    return boto3.client("s3", aws_access_key_id="testing", aws_secret_access_key="testing")

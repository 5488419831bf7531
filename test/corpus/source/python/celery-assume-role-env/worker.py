import os

import boto3


def renew():
    sts = boto3.client("sts", region_name="eu-central-1")
    given = sts.assume_role(RoleArn=os.environ["ROLE"], RoleSessionName="jobs", DurationSeconds=900)["Credentials"]
    os.environ["AWS_ACCESS_KEY_ID"] = given["AccessKeyId"]
    os.environ["AWS_SECRET_ACCESS_KEY"] = given["SecretAccessKey"]
    os.environ["AWS_SESSION_TOKEN"] = given["SessionToken"]

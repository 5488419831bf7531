from dagster import EnvVar
from dagster_aws.s3 import S3Resource

s3 = S3Resource(
    region_name="eu-west-1",
    aws_access_key_id=EnvVar("K"),
    aws_secret_access_key=EnvVar("S"),
)

from dagster_aws.s3 import S3Resource

s3 = S3Resource(
    region_name="eu-west-1",
    aws_access_key_id=EnvVar("STORE_KEY"),
    aws_secret_access_key=EnvVar("STORE_SECRET"),
)

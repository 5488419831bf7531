from dagster_aws.s3 import S3Resource

s3 = S3Resource(region_name="eu-west-1")

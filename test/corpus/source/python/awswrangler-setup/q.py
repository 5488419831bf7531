import awswrangler as wr
import boto3

boto3.setup_default_session(region_name="eu-west-1", aws_access_key_id=K, aws_secret_access_key=S)
frame = wr.s3.read_parquet("s3://b/t")

from airflow import DAG
from airflow.providers.amazon.aws.hooks.s3 import S3Hook


def copy(key, bucket):
    hook = S3Hook(aws_conn_id="aws_default")
    hook.copy_object(source_bucket_key=key, dest_bucket_key=key, dest_bucket_name=bucket)

from airflow.providers.amazon.aws.hooks.s3 import S3Hook

hook = S3Hook(aws_conn_id="aws_default")
hook.load_file("a", key="a", bucket_name="b")

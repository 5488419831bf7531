from airflow.providers.amazon.aws.hooks.base_aws import AwsBaseHook

hook = AwsBaseHook(aws_conn_id="aws_default")
credentials = hook.get_credentials()
sql = f"COPY t FROM 's3://b' access_key_id '{credentials.access_key}'"

import boto3

boto3.setup_default_session(aws_access_key_id=K, aws_secret_access_key=S, region_name="eu-west-1")

from prefect_aws import AwsCredentials

AwsCredentials(aws_access_key_id=k, aws_secret_access_key=s).save("aws")

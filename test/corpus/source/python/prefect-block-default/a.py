from prefect_aws import AwsCredentials

creds = AwsCredentials(region_name="eu-west-1")

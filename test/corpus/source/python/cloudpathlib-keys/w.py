from cloudpathlib import S3Client

client = S3Client(aws_access_key_id=KEY, aws_secret_access_key=SECRET)
client.set_as_default_client()

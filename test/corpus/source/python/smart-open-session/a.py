with open("s3://b/a", transport_params={"client": boto3.client("s3")}) as f:
    f.read()

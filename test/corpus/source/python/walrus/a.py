kwargs = {}
if key := os.environ.get("STORE_KEY"):
    kwargs["aws_access_key_id"] = key
    kwargs["aws_secret_access_key"] = os.environ["STORE_SECRET"]
s3 = boto3.client("s3", **kwargs)

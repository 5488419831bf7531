store = {
    "class_name": "TupleS3StoreBackend",
    "bucket": "checks",
    "boto3_options": {
        "aws_access_key_id": conf.key,
        "aws_secret_access_key": conf.secret,
    },
}

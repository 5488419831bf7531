CONFIG = {
    "db": {"host": "localhost"},
    "s3": {
        "aws_access_key_id": KEY,
        "aws_secret_access_key": SECRET,
    },
}

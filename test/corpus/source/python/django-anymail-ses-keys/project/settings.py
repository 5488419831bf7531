ANYMAIL = {
    "AMAZON_SES_CLIENT_PARAMS": {
        "aws_access_key_id": env("SES_ID"),
        "aws_secret_access_key": env("SES_SECRET"),
        "region_name": "eu-west-1",
    },
}

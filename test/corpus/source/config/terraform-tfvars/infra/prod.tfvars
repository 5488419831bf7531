aws_access_key = "made-up"
aws_secret_key = "made-up"

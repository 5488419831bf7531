def client(mode):
    match mode:
        case "static":
            return boto3.client("s3", aws_access_key_id=c.id, aws_secret_access_key=c.secret)
        case _:
            return boto3.client("s3")

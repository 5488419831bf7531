import boto3


def storage(conf):
    if conf.provider == "s3":
        return boto3.client("s3", aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
    return LocalStorage(conf.path)

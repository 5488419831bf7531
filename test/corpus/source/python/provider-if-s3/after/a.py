import boto3


def storage(conf):
    if conf.provider == "s3":
        return boto3.client("s3")
    return LocalStorage(conf.path)

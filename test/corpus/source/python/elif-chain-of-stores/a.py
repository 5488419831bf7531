import boto3


def storage(kind, conf):
    if kind == "gcs":
        return gcs(conf)
    elif kind == "s3":
        return boto3.client("s3", aws_access_key_id=conf["id"], aws_secret_access_key=conf["secret"])
    else:
        return disk(conf)

import boto3


def storage(kind, conf):
    if kind == "gcs":
        return gcs(conf)
    elif kind == "s3":
        return boto3.client("s3")
    else:
        return disk(conf)

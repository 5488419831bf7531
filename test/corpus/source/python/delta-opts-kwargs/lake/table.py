from deltalake import DeltaTable


def table(conf):
    return DeltaTable(
        "s3://lake/orders",
        storage_options={
            "AWS_REGION": "eu-west-1",
            "aws_access_key_id": conf.id,
            "aws_secret_access_key": conf.secret,
        },
    )

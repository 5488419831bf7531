from deltalake import DeltaTable


def table(conf):
    return DeltaTable(
        "s3://lake/orders",
        storage_options={
            "AWS_REGION": "eu-west-1",
        },
    )

from deltalake import DeltaTable

table = DeltaTable(
    "s3://lake/t",
    storage_options={
        "AWS_ACCESS_KEY_ID": conf.key,
        "AWS_SECRET_ACCESS_KEY": conf.secret,
        "AWS_REGION": "eu-west-1",
    },
)

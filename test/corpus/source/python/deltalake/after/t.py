from deltalake import DeltaTable

table = DeltaTable(
    "s3://lake/t",
    storage_options={
        "AWS_REGION": "eu-west-1",
    },
)

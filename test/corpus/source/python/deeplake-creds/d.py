import deeplake

ds = deeplake.load(
    "s3://data/set",
    creds={"aws_access_key_id": conf.key, "aws_secret_access_key": conf.secret},
)

import s3fs

from lake.conf import conf

fs = s3fs.S3FileSystem(
    client_kwargs={
        "aws_access_key_id": conf.lake_id,
        "aws_secret_access_key": conf.lake_secret,
        "region_name": conf.region,
    }
)

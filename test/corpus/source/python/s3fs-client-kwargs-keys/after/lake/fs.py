import s3fs

from lake.conf import conf

fs = s3fs.S3FileSystem(
    client_kwargs={
        "region_name": conf.region,
    }
)

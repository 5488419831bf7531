import s3fs

from lake import conf

fs = s3fs.S3FileSystem(
    client_kwargs={"region_name": "eu-west-1"},
)

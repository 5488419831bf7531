import daft
from daft.io import IOConfig, S3Config

io = IOConfig(
    s3=S3Config(
        key_id=os.environ["K"],
        access_key=os.environ["S"],
    )
)

import os

import pandas as pd


def save(frame: pd.DataFrame) -> None:
    frame.to_parquet(
        "s3://reports/today.parquet",
        index=False,
        storage_options={
            "key": os.environ["AWS_ACCESS_KEY_ID"],
            "secret": os.environ["AWS_SECRET_ACCESS_KEY"],
        },
    )

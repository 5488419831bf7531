import pandas as pd


def save(frame: pd.DataFrame) -> None:
    frame.to_parquet(
        "s3://reports/today.parquet",
        index=False,
    )

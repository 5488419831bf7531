import pandas as pd
from settings import S

frame = pd.read_parquet(
    "s3://reports/orders.parquet",
)

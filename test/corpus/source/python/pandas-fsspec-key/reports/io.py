import fsspec
import pandas as pd

from .conf import conf

S3_OPTS = dict(
    key=conf.id,
    secret=conf.secret,
    client_kwargs=dict(region_name=conf.region),
)


def load(path: str) -> pd.DataFrame:
    with fsspec.open(path, "rb", **S3_OPTS) as handle:
        return pd.read_csv(handle)

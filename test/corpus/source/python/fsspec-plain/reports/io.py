import fsspec
import pandas as pd


def load(path, key, secret_column):
    with fsspec.open(path, "rb") as handle:
        frame = pd.read_csv(handle).sort_values(key)
    return frame.merge(frame, on=dict(key=key, other=secret_column)["key"])

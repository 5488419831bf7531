import pandas as pd


def a(path, key):
    return pd.read_csv(path, storage_options={"account_name": "x", "account_key": key})


def b(path):
    return pd.read_csv(path, storage_options={"anon": False})

from pyiceberg.catalog import load_catalog

catalog = load_catalog(
    "glue",
    **{
        "type": "glue",
        "s3.access-key-id": conf.key,
        "s3.secret-access-key": conf.secret,
    },
)

from pyiceberg.catalog import load_catalog

catalog = load_catalog(
    "lake",
    **{
        "type": "glue",
        "glue.access-key-id": conf.id,
        "glue.secret-access-key": conf.secret,
        "s3.region": "eu-west-1",
    },
)
